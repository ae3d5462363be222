import type { TraceId } from "../../../shared/model/ids.js";
import { useRoute } from "../../state/navigation.js";
import { ChooseRun } from "./ChooseRun.js";
import { Comparison } from "./Comparison.js";

/** Two runs side by side; where one is not named yet, the choice of it. */
export function CompareView() {
  const route = useRoute();
  if (route.page !== "compare") return null;
  const { left, right } = route;
  return left === undefined || right === undefined ? (
    <ChooseRun route={route} left={left} />
  ) : (
    <Comparison route={route} left={left as TraceId} right={right as TraceId} />
  );
}
