/** A value of type `T` that only a parser or a maker may produce, told apart by its name at compile time. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
