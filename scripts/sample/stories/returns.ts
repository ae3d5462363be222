import type { Conversation } from "../story.js";

/** Returns and exchanges. The first run is the one that the documentation shows. */
export const RETURNS: readonly Conversation[] = [
  {
    id: "conv-208841-jacke",
    user: "cust-20418",
    turns: [
      {
        at: "2026-11-20T14:32:07.417Z",
        says: "Kann ich die Jacke nach 40 Tagen noch zurückgeben? Bestellung HV-208841, sie ist ungetragen.",
        redacted: 2,
        recalls: ["Customer since 2021", "Two earlier returns, both within the window", "Writes German"],
        note: "Return request, order HV-208841, German. Customer since 2021, two earlier returns.",
        plan: "Two tasks at once: the return window with its exceptions; the day of delivery and the price paid. Check the refund window, then ask billing for a quote.",
        research: {
          task: "What is the return window for a jacket, and which exceptions are there after it?",
          query: "Rückgabefrist Jacke nach 40 Tagen",
          lang: "de",
          search: "timeout twice",
          thought:
            "The portal does not answer. I will use the local policy index: the customer asks about a return after 40 days, so I need the return window and its exceptions.",
          index: {
            query: "return window jacket, exceptions after 30 days",
            near: { "4.1": 0.83, "4.3": 0.79, "6.1": 0.66, "4.2": 0.61, "4.4": 0.58 },
            relevance: { "4.1": 0.94, "4.3": 0.91, "4.2": 0.55, "4.4": 0.48, "6.1": 0.29, "4.1-2024": 0.27 },
            langs: ["de", "en"],
          },
          finding:
            "Window is 30 days (§4.1). Goodwill from day 31 to 60 as store credit when unworn (§4.3), if a person approves it.",
        },
        order: {
          task: "When was HV-208841 delivered, and what was paid for the jacket?",
          id: "HV-208841",
          found: {
            order: "HV-208841",
            state: "delivered",
            lines: [{ article: "Nordwand jacket", size: "M", price: 149 }],
            paid: "card",
            currency: "EUR",
          },
          tracking: {
            id: "AT-5520981",
            found: { tracking: "AT-5520981", delivered: "2026-10-11", carrier: "Post AG" },
          },
          finding: "Delivered 11 October, 40 days ago. 149.00 EUR, paid by card. State of the article not known.",
        },
        weighs:
          "The window has passed by ten days, but the jacket is unworn: §4.3 fits. Billing should quote store credit.",
        billing: {
          task: "Quote 149.00 EUR as store credit under §4.3.",
          order: "HV-208841",
          amount: 149,
          as: "store_credit",
          issue: { type: "approval_required", message: "approval_required: outside the refund window of 30 days" },
          finding: "Outside the refund window of 30 days, so a person must approve the credit.",
        },
        writes: {
          task: "Answer in German, offer store credit, say who decides and when.",
          draft:
            "Nach 30 Tagen ist eine Erstattung leider nicht mehr möglich. Da die Jacke ungetragen ist, können wir Ihnen 149,00 € als Guthaben anbieten. Eine Kollegin prüft das bis morgen Mittag. Bitte lassen Sie die Etiketten an der Jacke.",
        },
        answer:
          "Nach 30 Tagen ist eine Erstattung leider nicht mehr möglich. Da die Jacke ungetragen ist, können wir Ihnen 149,00 € als Guthaben anbieten. Eine Kollegin prüft das bis morgen Mittag. Bitte lassen Sie die Etiketten an der Jacke.",
        grounded: 0.82,
        remembers: "20 November: asked to return a jacket on day 40, store credit of 149.00 EUR waits for approval",
        fixed: {
          tracePrefix: "7f3a9c2e",
          spanPrefixes: { "researcher/chat/2": "c41e07aa" },
          totalTokens: 41_208,
          researchTokens: [2703, 209, 2054],
          plainHandOff: true,
          timing: {
            "root/1": [0, 24_620],
            "pii_guard/1": [19, 290],
            "triage/1": [329, 2079],
            "triage/chat/1": [348, 1270],
            "customer_memory/read/1": [1641, 190],
            "triage/chat/2": [1850, 538],
            "planner/1": [2431, 21_651],
            "planner/chat/1": [2458, 2659],
            "researcher/1": [5199, 9821],
            "researcher/chat/1": [5241, 1068],
            "researcher/search/1": [6341, 3000],
            "researcher/search/2": [9399, 3000],
            "researcher/chat/2": [12_442, 658],
            "researcher/policy_index/1": [13_119, 461],
            "embed/1": [13_131, 108],
            "rerank/1": [13_599, 341],
            "researcher/chat/3": [13_959, 1041],
            "order_agent/1": [5199, 3701],
            "order_agent/chat/1": [5230, 972],
            "order_agent/lookup_order/1": [6221, 492],
            "order_agent/track_shipment/1": [6732, 751],
            "order_agent/chat/2": [7498, 1378],
            "planner/chat/2": [15_082, 2218],
            "billing/1": [17_350, 3252],
            "billing/chat/1": [17_381, 1018],
            "billing/quote_refund/1": [18_419, 379],
            "billing/issue_refund/1": [18_821, 778],
            "billing/chat/2": [19_619, 960],
            "writer/1": [20_648, 2748],
            "writer/chat/1": [20_679, 2218],
            "tone_check/1": [22_921, 461],
            "planner/chat/3": [23_420, 658],
            "customer_memory/write/1": [24_121, 178],
            "grounded/1": [24_322, 279],
          },
        },
      },
      {
        at: "2026-11-20T14:52:40.120Z",
        says: "Danke. Dann nehme ich das Guthaben. Wie lange dauert die Freigabe?",
        recalls: ["Store credit of 149.00 EUR waits for approval"],
        note: "Accepts the store credit for HV-208841, asks how long approval takes. German.",
        weighs: "The customer accepts. Billing can ask the desk for approval now.",
        billing: {
          task: "Ask for approval of 149.00 EUR store credit under §4.3, then issue it.",
          order: "HV-208841",
          amount: 149,
          as: "store_credit",
          approval: "desk-07",
          issue: "paid",
          finding: "Approved by desk-07 and issued: 149.00 EUR store credit.",
        },
        answer:
          "Die Freigabe ist schon da: Das Guthaben von 149,00 € liegt in Ihrem Konto. Bitte schicken Sie die Jacke bis 4. Dezember zurück.",
        grounded: 0.91,
        remembers: "20 November: store credit of 149.00 EUR issued for HV-208841",
      },
      {
        at: "2026-11-20T15:04:11.800Z",
        says: "Super, vielen Dank! Brauche ich ein Etikett?",
        note: "Asks for a return label, German.",
        writes: {
          task: "Say that the label is in the account, in German.",
          draft: "Ja, das Etikett finden Sie in Ihrem Konto unter „Rücksendungen“. Die Rücksendung kostet 4,90 €.",
        },
        answer: "Ja, das Etikett finden Sie in Ihrem Konto unter „Rücksendungen“. Die Rücksendung kostet 4,90 €.",
        grounded: 0.88,
      },
    ],
  },
  {
    id: "conv-209020-botas",
    user: "cust-31877",
    turns: [
      {
        at: "2026-11-20T14:09:58.031Z",
        says: "¿Me devolvéis los gastos de envío si devuelvo las botas?",
        note: "Asks whether shipping is refunded when boots are returned. Spanish.",
        plan: "The fees are a matter of the policy; the order tells whether the boots are faulty.",
        research: {
          task: "Are shipping fees refunded when boots are returned?",
          query: "gastos de envío devolución botas",
          lang: "es",
          search: "connection reset",
          index: {
            query: "refund shipping fee faulty article",
            near: { "5.1": 0.81, "4.2": 0.62, "5.2": 0.57 },
            relevance: { "5.1": 0.93, "7.1": 0.41, "5.2": 0.36 },
            langs: ["es", "en"],
          },
          finding:
            "Shipping fees are part of the refund only when the article is faulty or the wrong one was sent (§5.1).",
        },
        order: {
          task: "Which boots are in HV-209020, and is a fault on record?",
          id: "HV-209020",
          found: {
            order: "HV-209020",
            state: "delivered",
            lines: [{ article: "Collado boots", size: "42", price: 189 }],
            faults: [],
          },
          finding: "Collado boots, 42, 189.00 EUR. No fault on record.",
        },
        writes: {
          task: "Answer in Spanish: only when faulty.",
          draft:
            "Los gastos de envío solo se devuelven si las botas tienen un defecto o si enviamos un artículo equivocado. La devolución cuesta 4,90 €.",
        },
        answer:
          "Los gastos de envío solo se devuelven si las botas tienen un defecto o si enviamos un artículo equivocado. La devolución cuesta 4,90 €.",
        grounded: 0.9,
      },
      {
        at: "2026-11-20T14:16:22.640Z",
        says: "Las usé una vez fuera, ¿cuenta como usadas? ¿Y hay media talla más?",
        note: "Boots worn outside once; asks for half a size more. Spanish.",
        plan: "Two rules: condition of goods and exchange.",
        research: {
          task: "Do boots worn outside once count as worn? Can they be exchanged?",
          query: "tamaño bota media talla",
          lang: "es",
          search: ["Guía de tallas", "Cambios", "Botas: cuidado", "Estado de los artículos"],
          index: {
            query: "return boots worn outside once",
            near: { "4.4": 0.7, "12.1": 0.6, "3.1": 0.55 },
            relevance: { "4.4": 0.95, "3.1": 0.52, "12.1": 0.44 },
            langs: ["es", "en"],
          },
          finding:
            "Boots worn outside once count as worn (§4.4), so neither return nor exchange. Between two sizes take the larger one.",
        },
        answer:
          "Sí, lo siento: una vez fuera ya cuentan como usadas (§4.4) y no se pueden cambiar. Para la próxima vez, entre dos tallas elige la mayor.",
        grounded: 0.86,
      },
    ],
  },
  {
    id: "conv-208310-saldo",
    user: "cust-27740",
    turns: [
      {
        at: "2026-11-20T12:51:13.509Z",
        says: "Posso restituire un articolo in saldo?",
        note: "Asks about the return of a sale article. Italian.",
        plan: "Rule on sale articles, then the price paid.",
        research: {
          task: "Can sale articles be returned, and how is the money given back?",
          query: "reso articolo in saldo",
          lang: "it",
          search: "too many requests",
          index: {
            query: "sale article return store credit",
            near: { "6.1": 0.78, "4.3": 0.66, "4.1": 0.6 },
            relevance: { "6.1": 0.96, "4.1": 0.5 },
            langs: ["it", "en"],
          },
          finding: "Sale articles: store credit only, within 30 days, no refund to the card (§6.1).",
        },
        order: {
          task: "Was the article in HV-208310 bought at a sale price?",
          id: "HV-208310",
          found: {
            order: "HV-208310",
            state: "delivered",
            lines: [{ article: "Pala gloves", price: 31.5, sale: true }],
          },
          finding: "Pala gloves, 31.50 EUR, sale price.",
        },
        billing: {
          task: "Quote 31.50 EUR as store credit.",
          order: "HV-208310",
          amount: 31.5,
          as: "store_credit",
          finding: "31.50 EUR as store credit once the gloves are back.",
        },
        writes: {
          task: "Answer in Italian.",
          draft:
            "Sì, entro 30 giorni. Per gli articoli in saldo riceve un buono di 31,50 €, non un rimborso sulla carta.",
        },
        answer:
          "Sì, entro 30 giorni. Per gli articoli in saldo riceve un buono di 31,50 €, non un rimborso sulla carta.",
        grounded: 0.93,
      },
      {
        at: "2026-11-20T12:58:01.090Z",
        says: "Va bene. Il buono scade?",
        note: "Asks whether store credit expires. Italian.",
        research: {
          task: "Does store credit expire?",
          query: "scadenza buono",
          lang: "it",
          index: {
            query: "gift card balance after return",
            near: { "9.2": 0.62, "6.1": 0.5 },
            relevance: { "9.2": 0.71 },
          },
          finding: "Gift cards are valid for five years (§9.2); nothing is said about store credit.",
        },
        answer:
          "I buoni regalo valgono cinque anni. Per i crediti non trovo una regola scritta: chiedo a un collega e Le scrivo domani.",
        grounded: 0.57,
      },
    ],
  },
  {
    id: "conv-205117-worn-boots",
    user: "cust-11290",
    turns: [
      {
        at: "2026-11-18T09:12:30.250Z",
        says: "I walked to the bus in my new boots and they pinch. Can I still swap them for a 44?",
        recalls: ["Prefers e-mail", "Size 43 in all earlier orders"],
        note: "Exchange of boots worn outside once, order HV-205117. English.",
        plan: "Condition of goods and exchange from the researcher; stock of 44 from the order desk.",
        research: {
          task: "Boots worn outside once: exchange possible?",
          query: "exchange boots worn outside",
          search: ["Condition of goods", "Exchange", "Boot sizes"],
          finding: "Worn outside once counts as worn (§4.4). No exchange, no return.",
        },
        order: {
          task: "Order HV-205117: size, price, and is 44 in stock?",
          id: "HV-205117",
          found: {
            order: "HV-205117",
            state: "delivered",
            lines: [{ article: "Fels boots", size: "43", price: 219 }],
            stock: { "44": 3 },
          },
          finding: "Fels boots 43, 219.00 EUR; three pairs of 44 in stock.",
        },
        writes: {
          task: "Say no kindly, offer stretching in the shop.",
          draft:
            "I'm sorry, boots that were worn outside can't be exchanged. Our shop in Graz stretches them for free, though: it often gains half a size.",
        },
        answer:
          "I'm sorry, boots that were worn outside can't be exchanged. Our shop in Graz stretches them for free, though: it often gains half a size.",
        grounded: 0.64,
        remembers: "Size 44 in Fels boots",
      },
      {
        at: "2026-11-18T09:20:05.700Z",
        says: "Good idea. When are you open on Saturday?",
        note: "Opening hours on Saturday, Graz. English.",
        research: {
          task: "Opening hours of the shop in Graz on Saturday",
          query: "opening hours Graz Saturday",
          search: ["Shop opening hours"],
          finding: "Graz: Saturday 9:00 to 17:00.",
        },
        answer: "On Saturday we're open from 9:00 to 17:00 in Graz. See you there!",
        grounded: 0.97,
      },
    ],
  },
];
