// The part of Vega that draws compiled specs: no Vega-Lite, no maps, no graphs. An interpreter
// evaluates the specs' expressions, so that no code is made from strings.
import { transforms as registry } from "vega-dataflow";
import * as encode from "vega-encode";
import { expressionInterpreter } from "vega-interpreter";
import { parse } from "vega-parser";
import * as dataTransforms from "vega-transforms";
import { View } from "vega-view";
import * as viewTransforms from "vega-view-transforms";

Object.assign(registry, encode, dataTransforms, viewTransforms);

globalThis.loanlabVega = { View, parse, expressionInterpreter };
