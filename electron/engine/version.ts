/** The version of Skein, as in package.json. A test holds them together. */
export const ENGINE_VERSION = "0.1.0";
