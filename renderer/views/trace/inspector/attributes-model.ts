import type { OutputOf } from "../../../../shared/contract/procedure.js";
import type { spansContract } from "../../../../shared/contract/spans.js";

export type Attribute = OutputOf<(typeof spansContract)["span.attributes"]>[number];
export type AttributeItem =
  | { readonly type: "group"; readonly group: Attribute["group"]; readonly count: number }
  | { readonly type: "attribute"; readonly attribute: Attribute };

const GROUPS = ["span", "resource", "scope"] as const;
export const GROUP_LABELS: Readonly<Record<Attribute["group"], string>> = {
  span: "Span",
  resource: "Resource",
  scope: "Scope",
};

/** The attributes whose key, value or owner holds the words, group by group with a head over each. */
export function attributeItems(attributes: readonly Attribute[], filter: string): readonly AttributeItem[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const items: AttributeItem[] = [];
  for (const group of GROUPS) {
    const shown = attributes.filter((attribute) => {
      if (attribute.group !== group) return false;
      const text = `${attribute.key} ${attribute.value.text} ${attribute.owner ?? ""}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    if (shown.length === 0) continue;
    items.push({ type: "group", group, count: shown.length });
    for (const attribute of shown) items.push({ type: "attribute", attribute });
  }
  return items;
}
