import type { Attributes } from "@opentelemetry/api";

/** One process of the simulated network: what its resource says and which instrumentation it carries. */
export interface Service {
  readonly resource: Attributes;
  readonly scope: { readonly name: string; readonly version: string };
}

function resourceOf(name: string, version: string, instance: string, language: string): Attributes {
  return {
    "service.name": name,
    "service.namespace": "support",
    "service.version": version,
    "service.instance.id": instance,
    "deployment.environment.name": "production",
    "telemetry.sdk.language": language,
    "telemetry.sdk.name": "opentelemetry",
    "telemetry.sdk.version": "2.12.1",
  };
}

/** The stacks differ as real ones do: some write OpenTelemetry GenAI attributes, some OpenInference, one the older GenAI names. */
export const SERVICES = {
  gateway: {
    resource: resourceOf("support-gateway", "3.4.1", "gateway-7c9d4", "nodejs"),
    scope: { name: "support.gateway", version: "3.4.1" },
  },
  agents: {
    resource: resourceOf("support-agents", "2026.11.2", "agents-5f8b1", "nodejs"),
    scope: { name: "support.agents.genai", version: "0.9.0" },
  },
  orders: {
    resource: resourceOf("order-desk", "1.18.0", "orders-0e2aa", "nodejs"),
    scope: { name: "openinference.instrumentation.order_desk", version: "0.1.32" },
  },
  retrieval: {
    resource: resourceOf("policy-retrieval", "0.14.3", "retrieval-b61f0", "nodejs"),
    scope: { name: "openinference.instrumentation.policy_index", version: "0.1.32" },
  },
  memory: {
    resource: resourceOf("customer-memory", "0.7.0", "memory-3d117", "nodejs"),
    scope: { name: "support.memory.genai", version: "0.7.0" },
  },
  translation: {
    resource: resourceOf("translation", "0.3.9", "translation-19c40", "nodejs"),
    scope: { name: "support.translation.genai", version: "0.3.9" },
  },
} as const satisfies Record<string, Service>;
export type ServiceName = keyof typeof SERVICES;
