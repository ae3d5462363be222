import type { Conversation } from "../story.js";

/** Parcels that are late, lost, broken or incomplete. */
export const DELIVERY: readonly Conversation[] = [
  {
    id: "conv-208977-veste",
    user: "cust-33019",
    turns: [
      {
        at: "2026-11-20T14:38:20.660Z",
        says: "Bonjour, la veste est arrivée déchirée, je veux être remboursé",
        note: "Jacket arrived torn, wants a refund, HV-208977. French.",
        plan: "The customer asks for a refund; the portal knows what we do about damaged parcels.",
        research: {
          task: "Article arrived damaged: replacement or refund?",
          query: "politique de remboursement frais de port",
          lang: "fr",
          search: "timeout once",
          thought: "The portal did not answer; fall back to the local index.",
          index: {
            query: "delai de remboursement article déchiré",
            near: { "8.2": 0.76, "4.1-fr": 0.7, "5.1": 0.6 },
            relevance: { "8.2": 0.94, "4.1-fr": 0.61, "5.1": 0.52 },
            langs: ["fr", "en"],
          },
          finding:
            "With a picture within 14 days: replacement or refund as the customer chooses (§8.2), shipping included (§5.1).",
        },
        order: {
          task: "HV-208977: delivered when, paid how?",
          id: "HV-208977",
          found: {
            order: "HV-208977",
            state: "delivered",
            delivered: "2026-11-17",
            lines: [{ article: "Sérac jacket", price: 259 }],
          },
          finding: "Delivered on 17 November, 259.00 EUR by card.",
        },
        writes: {
          task: "Answer in French, ask for a picture.",
          draft:
            "Nous sommes désolés. Envoyez-nous une photo de la déchirure : nous vous remboursons 259,00 € et les frais de port, ou nous remplaçons la veste, comme vous préférez.",
        },
        answer:
          "Nous sommes désolés. Envoyez-nous une photo de la déchirure : nous vous remboursons 259,00 € et les frais de port, ou nous remplaçons la veste, comme vous préférez.",
        grounded: 0.94,
      },
      {
        at: "2026-11-20T14:49:58.310Z",
        says: "Voici la photo. Je préfère le remboursement.",
        redacted: 1,
        note: "Picture sent, prefers the refund. French.",
        billing: {
          task: "Refund 259.00 EUR and 6.90 EUR shipping, faulty article.",
          order: "HV-208977",
          amount: 265.9,
          as: "card",
          issue: "paid",
          finding: "265.90 EUR refunded to the card.",
        },
        answer:
          "Merci pour la photo. Le remboursement de 265,90 € est parti ; il arrive sous 5 à 10 jours ouvrables. Inutile de renvoyer la veste.",
        grounded: 0.79,
      },
    ],
  },
  {
    id: "conv-207812-kutsu",
    user: "cust-38826",
    turns: [
      {
        at: "2026-11-20T14:21:09.745Z",
        says: "返品した靴の返金はいつですか？",
        note: "Asks when the refund for returned shoes arrives. Japanese.",
        plan: "Refund timing.",
        research: {
          task: "When is the refund for returned shoes paid?",
          query: "返金 期間 靴",
          lang: "ja",
          search: "timeout once",
          translates: ["返品した靴の返金はいつですか？", "When is the refund for the returned shoes?"],
          index: {
            query: "返金 期間 靴",
            near: { "4.2-ja": 0.69, "4.2": 0.66 },
            relevance: { "4.2-ja": 0.9, "4.2": 0.89 },
            langs: ["ja", "en"],
          },
          finding: "§4.2 Refund timing: 5 to 10 working days after inspection in Graz.",
        },
        writes: {
          task: "Answer in Japanese.",
          draft: "返金は、商品がグラーツに届き検品が終わってから5〜10営業日で行われます。もう少しお待ちください。",
        },
        answer: "返金は、商品がグラーツに届き検品が終わってから5〜10営業日で行われます。もう少しお待ちください。",
        grounded: 0.95,
      },
      {
        at: "2026-11-20T14:27:40.512Z",
        says: "ラベルなしで日本から送りました。送料は戻りますか？",
        note: "Sent from Japan without a label, asks about postage. Japanese.",
        research: {
          task: "Return from Japan without a label: is the postage refunded?",
          query: "return without label abroad",
          search: ["Returns from abroad"],
          index: {
            query: "return without label abroad",
            near: { "5.2": 0.73, "5.1": 0.6 },
            relevance: { "5.2": 0.93, "5.1": 0.5 },
          },
          finding: "Only for faulty articles, up to 25 EUR (§5.2).",
        },
        answer:
          "不良品の場合に限り、25ユーロまで送料を返金いたします（§5.2）。今回は対象外となります。申し訳ございません。",
        grounded: 0.87,
      },
    ],
  },
  {
    id: "conv-208101-haqiba",
    user: "cust-36640",
    turns: [
      {
        at: "2026-11-20T13:40:02.390Z",
        says: "أريد استرداد ثمن الحقيبة",
        note: "Wants a refund for a backpack with a broken zip, HV-208101. Arabic.",
        plan: "Warranty on zips, and the order.",
        research: {
          task: "Backpack with a broken zip: refund or repair?",
          query: "refund backpack broken zip",
          lang: "ar",
          search: "timeout twice",
          thought: "Two timeouts with the same question. The index knows the warranty.",
          translates: ["أريد استرداد ثمن الحقيبة", "I want a refund for the backpack"],
          index: {
            query: "repair service zip backpack",
            near: { "7.2": 0.74, "7.1": 0.71 },
            relevance: { "7.1": 0.92, "7.2": 0.88 },
            langs: ["ar", "en"],
          },
          finding:
            "Zips are covered for five years; repair goes before replacement, replacement before a refund (§7.1).",
        },
        order: {
          task: "HV-208101: which backpack, how old?",
          id: "HV-208101",
          found: {
            order: "HV-208101",
            state: "delivered",
            delivered: "2025-04-02",
            lines: [{ article: "Grat backpack 38 l", price: 139 }],
          },
          finding: "Grat backpack, delivered on 2 April 2025, 139.00 EUR.",
        },
        writes: {
          task: "Answer in Arabic: repair first.",
          draft: "السحّاب مشمول بضمان خمس سنوات. نصلح الحقيبة أولاً مجاناً، وإذا تعذر الإصلاح نستبدلها أو نعيد لك 139 يورو.",
        },
        answer: "السحّاب مشمول بضمان خمس سنوات. نصلح الحقيبة أولاً مجاناً، وإذا تعذر الإصلاح نستبدلها أو نعيد لك 139 يورو.",
        grounded: 0.91,
      },
      {
        at: "2026-11-20T13:49:27.610Z",
        says: "كم يستغرق الإصلاح؟",
        note: "Asks how long the repair takes. Arabic.",
        plan: "Known: 10 to 15 working days (§7.2).",
        answer: "من 10 إلى 15 يوم عمل في ورشتنا في غراتس.",
        grounded: 0.96,
      },
    ],
  },
  {
    id: "conv-208720-pole",
    user: "cust-26173",
    turns: [
      {
        at: "2026-11-20T13:18:05.128Z",
        says: "Order arrived with one ski pole missing",
        note: "HV-208720 incomplete, one ski pole missing. English.",
        plan: "Rule on incomplete parcels; what does the warehouse say?",
        research: {
          task: "Parcel incomplete: what do we offer?",
          query: "refund or replace, partial order",
          search: "connection reset",
          index: {
            query: "parcel incomplete missing part",
            near: { "8.2": 0.72, "7.3": 0.6 },
            relevance: { "8.2": 0.93, "7.3": 0.44 },
          },
          finding: "The missing part is replaced or refunded, as the customer chooses (§8.2).",
        },
        order: {
          task: "HV-208720: packed weight, stock of the pole",
          id: "HV-208720",
          found: { order: "HV-208720", state: "delivered", packed_grams: 212, expected_grams: 424, stock: 14 },
          tracking: { id: "DE-991720", found: { tracking: "DE-991720", delivered: "2026-11-19" } },
          finding: "Packed at half the weight: one pole was never in the parcel. 14 in stock.",
        },
        writes: {
          task: "Offer both.",
          draft:
            "Sorry about that, one pole never made it into the parcel. Shall we send it today, or pay back half the price?",
        },
        answer:
          "Sorry about that, one pole never made it into the parcel. Shall we send it today, or pay back half the price?",
        grounded: 0.9,
      },
    ],
  },
  {
    id: "conv-208633-parcel",
    user: "cust-19955",
    turns: [
      {
        at: "2026-11-20T12:47:50.702Z",
        says: "My parcel says delivered but nothing came",
        note: "Parcel of HV-208633 marked as delivered, not there. English.",
        plan: "Where is it, and how is it claimed?",
        research: {
          task: "Delivered but not there: claim and refund",
          query: "lost parcel claim carrier",
          search: ["Lost parcels and claims", "Delivery dates"],
          index: { query: "lost parcel claim carrier", near: { "8.1": 0.7, "2.3": 0.62 }, relevance: { "8.1": 0.96 } },
          finding: "Claimed with the carrier within 7 days; up to 8 days; the refund is on hold until then (§8.1).",
        },
        order: {
          task: "HV-208633: where does the carrier say it is?",
          id: "HV-208633",
          found: { order: "HV-208633", state: "shipped", total: 74.9 },
          // The order desk was stopped while the carrier's service did not answer: the span was flushed without an end.
          tracking: { id: "AT-5528127", found: "never ended" },
          finding: "The carrier's service gave no answer within 8 s. Last known state: out for delivery, 18 November.",
        },
        writes: {
          task: "Explain the claim.",
          draft:
            "We have opened a claim with the carrier. It takes up to 8 days; until 27 November the refund is on hold, then we send it again or pay it back.",
        },
        answer:
          "We have opened a claim with the carrier. It takes up to 8 days; until 27 November the refund is on hold, then we send it again or pay it back.",
        grounded: 0.85,
        remembers: "Claim opened for HV-208633, refund on hold until 27 November",
      },
      {
        at: "2026-11-20T13:10:36.214Z",
        says: "My neighbour had it. You can close the claim!",
        recalls: ["Claim opened for HV-208633, refund on hold until 27 November"],
        note: "Parcel found, claim can be closed. English.",
        plan: "Close the claim.",
        answer: "Wonderful, thank you for telling us. The claim is closed.",
        remembers: "Claim for HV-208633 closed, parcel found",
      },
    ],
  },
  {
    id: "conv-206001-express",
    user: "cust-30412",
    turns: [
      {
        at: "2026-11-18T11:40:12.077Z",
        says: "Kommt meine Expressbestellung HV-206001 noch heute raus? Und bitte an die Büroadresse.",
        redacted: 1,
        note: "Express order HV-206001: leaves today? Change of address. German.",
        plan: "Cut-off time and address rule together; state of the order.",
        research: {
          task: "Express cut-off, change of the delivery address",
          query: "Express Annahmeschluss Adresse ändern",
          lang: "de",
          search: ["Express", "Adresse ändern"],
          index: {
            query: "express delivery cut-off time",
            near: { "2.4": 0.75, "2.6": 0.66, "2.3": 0.6 },
            relevance: { "2.4": 0.93, "2.6": 0.86 },
            langs: ["de", "en"],
          },
          finding:
            "Express before 13:00 leaves on the same day (§2.4). The address can be changed until the parcel is packed (§2.6).",
        },
        order: {
          task: "HV-206001: packed?",
          id: "HV-206001",
          found: { order: "HV-206001", state: "paid", express: true, packed: false },
          finding: "Paid, not packed yet.",
        },
        writes: {
          task: "Answer in German.",
          draft: "Ja, die Bestellung geht heute noch raus. Die Büroadresse ist eingetragen.",
        },
        answer: "Ja, die Bestellung geht heute noch raus. Die Büroadresse ist eingetragen.",
        grounded: 0.88,
      },
      {
        at: "2026-11-19T08:02:55.930Z",
        says: "Wo ist das Paket jetzt?",
        note: "Where is the parcel of HV-206001? German.",
        order: {
          task: "Where is the parcel of HV-206001?",
          id: "HV-206001",
          found: { order: "HV-206001", state: "shipped" },
          tracking: { id: "AT-5526600", found: { tracking: "AT-5526600", state: "out for delivery", stop: 14 } },
          finding: "Out for delivery, 14 stops to go.",
        },
        answer: "Es ist schon im Zustellwagen, noch 14 Stopps.",
        grounded: 0.97,
      },
    ],
  },
];
