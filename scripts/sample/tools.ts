const DESCRIPTIONS: Readonly<Record<string, readonly [description: string, ...parameters: string[]]>> = {
  search: ["Searches the policy portal", "query", "site", "lang"],
  policy_index: ["Finds sections of the policy in the local index", "query", "top_k", "lang"],
  lookup_order: ["Reads an order with its lines and its state", "order"],
  track_shipment: ["Asks the carrier where a parcel is", "tracking"],
  quote_refund: ["Says what may be refunded, and how", "order", "amount", "as"],
  issue_refund: ["Pays a refund out", "order", "amount", "as"],
  request_approval: ["Asks a person at the desk for approval and waits", "order", "amount", "reason"],
  "ledger.find": ["Finds entries of the ledger", "order"],
  ask_customer: ["Asks the customer something and waits for the answer", "question"],
  ask_researcher: ["Asks the researcher", "task"],
  ask_order_agent: ["Asks the order desk", "task"],
  ask_billing: ["Asks billing", "task"],
  ask_writer: ["Asks for a draft of the answer", "task"],
  ask_translator: ["Has a text translated", "text", "into"],
  transfer_to_planner: ["Hands the conversation to the planner", "note"],
  transfer_to_billing: ["Hands the conversation to billing", "note"],
  transfer_to_human_desk: ["Hands the conversation to a person", "note"],
  fetch_page: ["Reads a page of the web", "url"],
};

/** A tool as the model is told about it, in the shape of function calling. */
export function toolDefinition(name: string): unknown {
  const [description, ...parameters] = DESCRIPTIONS[name] ?? [`Tool ${name}`];
  return {
    type: "function",
    name,
    description,
    parameters: {
      type: "object",
      properties: Object.fromEntries(parameters.map((parameter) => [parameter, { type: "string" }])),
    },
  };
}
