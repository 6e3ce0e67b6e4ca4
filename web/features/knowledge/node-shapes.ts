import { NodeCircleProgram, type NodeProgramType } from "sigma/rendering";
import type { Shape } from "./entity-styles.ts";

// sigma draws a node as one triangle and cuts its shape out in the fragment shader. Each of ours is the signed distance to the shape's
// edge in the node's own coordinates `p`, with `r` its radius; picking (which node is under the pointer) uses the same cut.
const distances: Readonly<Record<Shape, string>> = {
  circle: "length(p) - r",
  ring: "max(length(p) - r, r * 0.62 - length(p))",
  square: "max(abs(p.x), abs(p.y)) - r * 0.86",
  diamond: "(abs(p.x) + abs(p.y)) * 0.7071 - r * 0.8",
  triangle: "max(abs(p.x) * 0.866 + p.y * 0.5, -p.y) - r * 0.62",
};

const fragmentShader = (distance: string): string => /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_diffVector;
varying float v_radius;
uniform float u_correctionRatio;

void main(void) {
  float edge = u_correctionRatio * 2.0;
  vec2 p = v_diffVector;
  float r = v_radius;
  #ifdef PICKING_MODE
  gl_FragColor = length(p) > r ? vec4(0.0) : v_color;
  #else
  gl_FragColor = mix(v_color, vec4(0.0), clamp((${distance} + edge) / edge, 0.0, 1.0));
  #endif
}
`;

const programOf = (distance: string): NodeProgramType => {
  const shader = fragmentShader(distance);
  return class extends NodeCircleProgram {
    override getDefinition() {
      return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: shader };
    }
  };
};

/** sigma's node programs, one a shape; a node's `type` names its shape. */
export const nodeShapes: Readonly<Record<Shape, NodeProgramType>> = {
  circle: programOf(distances.circle),
  ring: programOf(distances.ring),
  square: programOf(distances.square),
  diamond: programOf(distances.diamond),
  triangle: programOf(distances.triangle),
};
