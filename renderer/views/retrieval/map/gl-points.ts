import type { Area, View } from "./camera.js";
import { drawingOrder, markSizesPx, RING, type PointLook, type PointPainter, type Points } from "./points.js";

const MOST_COLOURS = 32;
const BYTES_A_POINT = 12;

const VERTEX = `#version 300 es
layout(location = 0) in vec2 place;
layout(location = 1) in uvec2 mark;
uniform vec2 middle;
uniform vec2 scale;
uniform float sizes[4];
uniform float shown[4];
uniform vec4 colours[${MOST_COLOURS}];
flat out uint kind;
flat out vec4 colour;
out float size;
void main() {
  kind = mark.x;
  colour = colours[mark.y];
  size = sizes[mark.x];
  gl_PointSize = size + 2.0;
  gl_Position = shown[mark.x] > 0.5 ? vec4((place - middle) * scale, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}`;

// By the codes of MAP_KINDS: queries are diamonds, documents dots, answers squares, other texts rings. Edges are softened over one pixel.
const FRAGMENT = `#version 300 es
precision mediump float;
flat in uint kind;
flat in vec4 colour;
in float size;
out vec4 pixel;
void main() {
  vec2 off = abs(gl_PointCoord - 0.5) * (size + 2.0);
  float radius = size * 0.5;
  float outside = kind == 0u ? (off.x + off.y - radius) * 0.7071
    : kind == 2u ? max(off.x, off.y) - radius * 0.8
    : kind == 3u ? abs(length(off) - radius * ${RING.middle}) - radius * ${RING.half}
    : length(off) - radius;
  float cover = clamp(0.5 - outside, 0.0, 1.0) * colour.a;
  pixel = vec4(colour.rgb * cover, cover);
}`;

/**
 * Points drawn by the graphics card: they go to it once, a frame sends only where the camera is. Null where the browser
 * has no WebGL 2.
 */
export function createGlPainter(canvas: HTMLCanvasElement): PointPainter | null {
  const gl = canvas.getContext("webgl2", { antialias: false, depth: false, premultipliedAlpha: true });
  if (gl === null) return null;
  const program = linked(gl);
  if (program === null) return null;
  const buffer = gl.createBuffer();
  const place = (name: string) => gl.getUniformLocation(program, name);
  const at = {
    middle: place("middle"),
    scale: place("scale"),
    sizes: place("sizes"),
    shown: place("shown"),
    colours: place("colours"),
  };
  let count = 0;
  let shown: PointLook["shown"] = [];

  return {
    load(points, look) {
      count = points.x.length;
      shown = look.shown;
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, packed(points, look.code), gl.STATIC_DRAW);
      const colours = new Float32Array(MOST_COLOURS * 4);
      look.colours.slice(0, MOST_COLOURS).forEach((colour, index) => colours.set(colour, index * 4));
      gl.useProgram(program);
      gl.uniform4fv(at.colours, colours);
    },
    paint(view, area, zoom) {
      const ratio = devicePixelRatio;
      sizeTo(canvas, area, ratio);
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      if (count === 0) return;
      gl.useProgram(program);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(0);
      gl.vertexAttribPointer(0, 2, gl.FLOAT, false, BYTES_A_POINT, 0);
      gl.enableVertexAttribArray(1);
      gl.vertexAttribIPointer(1, 2, gl.UNSIGNED_BYTE, BYTES_A_POINT, 8);
      gl.uniform2f(at.middle, view.x, view.y);
      const [across, down] = clipScale(view, area);
      gl.uniform2f(at.scale, across, down);
      gl.uniform1fv(
        at.sizes,
        markSizesPx(count, zoom).map((size) => size * ratio),
      );
      gl.uniform1fv(
        at.shown,
        shown.map((is) => (is ? 1 : 0)),
      );
      gl.drawArrays(gl.POINTS, 0, count);
    },
    dispose() {
      gl.deleteBuffer(buffer);
      gl.deleteProgram(program);
    },
  };
}

/** From the map's units to those of the card, which run from -1 to 1 and upwards. */
function clipScale(view: View, { widthPx, heightPx }: Area): readonly [number, number] {
  return [(2 * view.pxPerUnit) / Math.max(1, widthPx), (-2 * view.pxPerUnit) / Math.max(1, heightPx)];
}

function packed({ x, y, kind }: Points, code: Uint8Array): ArrayBuffer {
  const bytes = new ArrayBuffer(x.length * BYTES_A_POINT);
  const floats = new Float32Array(bytes);
  const marks = new Uint8Array(bytes);
  drawingOrder(kind).forEach((index, at) => {
    floats[at * 3] = x[index] ?? 0;
    floats[at * 3 + 1] = y[index] ?? 0;
    marks[at * BYTES_A_POINT + 8] = kind[index] ?? 0;
    marks[at * BYTES_A_POINT + 9] = code[index] ?? 0;
  });
  return bytes;
}

/** Gives a canvas the device's pixels for its CSS size. */
export function sizeTo(canvas: HTMLCanvasElement, area: Area, ratio: number): void {
  const [width, height] = [Math.round(area.widthPx * ratio), Math.round(area.heightPx * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function linked(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : null;
}
