import type { Conversation } from "../story.js";

/** Refunds, payments, codes and cards. */
export const MONEY: readonly Conversation[] = [
  {
    id: "conv-207330-tents",
    user: "cust-18802",
    turns: [
      {
        at: "2026-11-20T14:41:52.206Z",
        says: "Where is my refund for the two tents? It has been 12 days.",
        recalls: ["Ordered two tents in October", "Asked about refund timing on 12 November"],
        note: "Refund for HV-207330 overdue, 12 days. English.",
        plan: "How long may a refund take, and where does this one stand?",
        research: {
          task: "How long may a refund take after inspection?",
          query: "refund status SLA tents",
          search: "timeout twice",
          thought: "The portal timed out twice. The local index has refund timing.",
          index: {
            query: "refund timing after inspection",
            near: { "4.2": 0.8, "4.1": 0.6, "9.3": 0.5 },
            relevance: { "4.2": 0.97, "9.3": 0.33 },
          },
          finding: "5 to 10 working days after inspection in Graz (§4.2). 12 calendar days are at most 9 working days.",
        },
        order: {
          task: "HV-207330: when were the tents inspected?",
          id: "HV-207330",
          found: {
            order: "HV-207330",
            state: "returned",
            inspected: "2026-11-09",
            lines: [{ article: "Biwak tent", count: 2, price: 309 }],
          },
          finding: "Both tents inspected on 9 November. 618.00 EUR to the card.",
        },
        billing: {
          task: "Where does the refund of 618.00 EUR stand?",
          order: "HV-207330",
          amount: 618,
          as: "card",
          ledger: { order: "HV-207330", entries: [{ type: "refund", amount: 618, state: "queued", at: "2026-11-10" }] },
          finding: "Queued since 10 November, goes out tonight.",
        },
        writes: {
          task: "Apologise, name the day.",
          draft:
            "Sorry for the wait. Both tents were inspected on 9 November, and the 618.00 EUR leave us tonight; your bank needs one or two days more.",
        },
        answer:
          "Sorry for the wait. Both tents were inspected on 9 November, and the 618.00 EUR leave us tonight; your bank needs one or two days more.",
        grounded: 0.89,
        remembers: "20 November: refund of 618.00 EUR promised for tonight",
      },
      {
        at: "2026-11-20T15:02:19.333Z",
        says: "Okay. And the 9 EUR island surcharge?",
        note: "Asks whether the island surcharge is refunded too. English.",
        research: {
          task: "Is the island surcharge refunded with a return?",
          query: "island surcharge refund",
          search: ["Delivery to islands", "Return shipping fees"],
          index: {
            query: "delivery island surcharge",
            near: { "2.4": 0.66, "5.1": 0.58 },
            relevance: { "5.1": 0.78, "2.4": 0.74 },
          },
          finding: "Fees are refunded only when the article is faulty (§5.1); the surcharge is a fee (§2.4).",
        },
        answer:
          "The island surcharge is a shipping fee, and those are refunded only when an article is faulty. So it stays with the order, sorry.",
        grounded: 0.84,
      },
    ],
  },
  {
    id: "conv-209113-cancel",
    user: "cust-40113",
    turns: [
      {
        at: "2026-11-20T14:30:44.870Z",
        says: "Cancel order HV-209113 and give me the money back",
        redacted: 1,
        recalls: ["Card ending 4417"],
        note: "Cancellation of HV-209113 with refund. English.",
        plan: "Has it shipped? And what does a cancellation cost?",
        research: {
          task: "Cancellation before shipping: fee and refund",
          query: "refund before shipping card 4417",
          search: "timeout once",
          index: {
            query: "cancel before shipping fee",
            near: { "3.2": 0.77, "4.2": 0.55 },
            relevance: { "3.2": 0.95 },
          },
          finding: "Free of charge until it has left the warehouse; the refund takes 2 working days (§3.2).",
        },
        order: {
          task: "Has HV-209113 left the warehouse?",
          id: "HV-209113",
          found: { order: "HV-209113", state: "packing", total: 412.5, paid: "card" },
          tracking: { id: "AT-5530014", found: { type: "not_found", message: "no shipment with this number" } },
          finding: "Not shipped: still packing. 412.50 EUR, paid by card. The carrier does not know the number yet.",
        },
        weighs: "Not shipped, so it can be cancelled without a fee. The card was renewed, the refund may bounce.",
        billing: {
          task: "Refund 412.50 EUR to the card ending 4417, order not shipped.",
          order: "HV-209113",
          amount: 412.5,
          as: "card",
          ledger: { order: "HV-209113", entries: [{ type: "payment", amount: 412.5, state: "settled" }] },
          issue: { type: "card_declined", message: "card_declined: the card has expired, a new target is needed" },
          finding: "The card has expired. The refund needs another target.",
        },
        writes: {
          task: "Say that it is cancelled and ask for a bank account.",
          draft:
            "HV-209113 is cancelled, nothing will be sent. The card has expired, so please tell us in your account where the 412.50 EUR should go.",
        },
        answer:
          "HV-209113 is cancelled, nothing will be sent. The card has expired, so please tell us in your account where the 412.50 EUR should go.",
        grounded: 0.8,
        remembers: "HV-209113 cancelled; refund of 412.50 EUR waits for a bank account",
      },
    ],
  },
  {
    id: "conv-207702-code",
    user: "cust-22087",
    turns: [
      {
        at: "2026-11-20T13:57:41.412Z",
        says: "The discount code was not applied, can you fix the invoice?",
        note: "Code HERBST15 not applied on HV-207702, wants a corrected invoice. English.",
        plan: "The rule on codes, and what the ledger says about the order.",
        research: {
          task: "A discount code failed: what can be corrected?",
          query: "discount code not applied invoice",
          search: "timeout once",
          index: {
            query: "discount code failed corrected invoice",
            near: { "9.1": 0.74, "2.6": 0.55 },
            relevance: { "9.1": 0.92, "2.6": 0.4 },
          },
          finding:
            "A code that failed through our fault is refunded as the difference within 14 days, with a corrected invoice (§9.1).",
        },
        order: {
          task: "HV-207702: was a code entered?",
          id: "HV-207702",
          found: {
            order: "HV-207702",
            state: "delivered",
            total: 126,
            code: { name: "HERBST15", state: "rejected", reason: "basket was cached" },
          },
          handsOver: "HERBST15 was rejected by our fault, 15 % of 126.00 EUR",
          finding: "HERBST15 was entered and rejected by a cached basket: our fault. 126.00 EUR.",
        },
        billing: {
          task: "Refund the difference of 18.90 EUR.",
          order: "HV-207702",
          amount: 18.9,
          as: "card",
          ledger: { type_of_entry: "partial_refund", order: "HV-207702", amount: 18.9 },
          issue: "paid",
          finding: "18.90 EUR paid back, corrected invoice sent.",
        },
        writes: {
          task: "Confirm both.",
          draft: "You're right, the code should have worked. We have paid back 18.90 EUR and sent a corrected invoice.",
        },
        answer: "You're right, the code should have worked. We have paid back 18.90 EUR and sent a corrected invoice.",
        grounded: 0.95,
      },
      {
        at: "2026-11-20T14:05:13.008Z",
        says: "Thanks! The address on the invoice is my old one as well.",
        note: "Wants the address on the invoice changed. English.",
        research: {
          task: "Until when can the address on an invoice be changed?",
          query: "invoice company address change",
          search: ["Change of the delivery address"],
          index: { query: "invoice company address change", near: { "2.6": 0.61 }, relevance: { "2.6": 0.88 } },
          finding: "Within 14 days (§2.6).",
        },
        answer:
          "No problem, invoices can be changed within 14 days. Please put the new address into your account; the invoice follows by itself.",
        grounded: 0.83,
      },
    ],
  },
  {
    id: "conv-206934-zwrot",
    user: "cust-35561",
    turns: [
      {
        at: "2026-11-20T13:52:16.900Z",
        says: "Zwrot pieniędzy za zamówienie HV-206934 na konto PL27 [IBAN]",
        redacted: 1,
        blocked: "blocked: IBAN in refund request, 1 value redacted, run stopped",
        note: "",
        answer:
          "Ze względów bezpieczeństwa prosimy nie podawać numeru konta w wiadomości. Proszę wpisać go w swoim koncie klienta.",
      },
      {
        at: "2026-11-20T13:55:48.115Z",
        says: "Dobrze, konto wpisane. Kiedy dostanę zwrot za HV-206934?",
        note: "Asks when the refund for HV-206934 arrives. Polish.",
        plan: "Timing from the researcher, state from the order desk.",
        research: {
          task: "How long does a refund take?",
          query: "kiedy zwrot pieniędzy",
          lang: "pl",
          translates: ["Kiedy dostanę zwrot pieniędzy?", "When do I get the refund?"],
          search: ["Terminy zwrotów", "Zwroty"],
          index: {
            query: "when do I get the refund",
            near: { "4.2": 0.75, "9.3": 0.5 },
            relevance: { "4.2": 0.94 },
            langs: ["pl", "en"],
          },
          finding: "5 to 10 working days after inspection (§4.2).",
        },
        order: {
          task: "HV-206934: has the return arrived?",
          id: "HV-206934",
          found: { order: "HV-206934", state: "return in transit", total: 88 },
          tracking: { id: "PL-771204", found: { tracking: "PL-771204", expected: "2026-11-24" } },
          finding: "The return is under way, expected on 24 November. 88.00 EUR.",
        },
        writes: {
          task: "Answer in Polish.",
          draft:
            "Paczka ze zwrotem dotrze do nas około 24 listopada. Po sprawdzeniu towaru pieniądze (88,00 €) przyjdą w ciągu 5–10 dni roboczych.",
        },
        answer:
          "Paczka ze zwrotem dotrze do nas około 24 listopada. Po sprawdzeniu towaru pieniądze (88,00 €) przyjdą w ciągu 5–10 dni roboczych.",
        grounded: 0.92,
      },
      {
        at: "2026-11-20T14:01:30.470Z",
        says: "Dziękuję, to wszystko.",
        note: "Says thanks. Polish.",
        answer: "Cieszę się, że mogliśmy pomóc. Miłego dnia!",
      },
    ],
  },
  {
    id: "conv-208555-twice",
    user: "cust-29904",
    turns: [
      {
        at: "2026-11-20T13:44:30.018Z",
        says: "I was charged twice for the same sleeping bag",
        recalls: ["Has a gift card with 20 EUR left"],
        note: "Charged twice, sleeping bag, HV-208555. English.",
        plan: "Look for the duplicate charge, then the rule.",
        research: {
          task: "Two payments for one order: what is the rule?",
          query: "charged twice refund second payment",
          search: "timeout once",
          index: { query: "paid twice for one order", near: { "9.3": 0.79 }, relevance: { "9.3": 0.97 } },
          finding: "The second payment is refunded in full on the day it is found (§9.3).",
        },
        order: {
          task: "HV-208555: how many payments?",
          id: "HV-208555",
          found: {
            order: "HV-208555",
            state: "delivered",
            payments: [
              { amount: 229, at: "2026-11-15T18:02" },
              { amount: 229, at: "2026-11-15T18:02" },
            ],
          },
          handsOver: "Duplicate payment of 229.00 EUR on HV-208555",
          finding: "Two payments of 229.00 EUR within one minute.",
        },
        weighs: "Duplicate charge found; propose refund of the second payment.",
        billing: {
          task: "Refund the second payment of 229.00 EUR.",
          order: "HV-208555",
          amount: 229,
          as: "card",
          ledger: {
            order: "HV-208555",
            entries: [
              { type: "payment", amount: 229 },
              { type: "payment", amount: 229 },
            ],
          },
          issue: "paid",
          finding: "The second payment of 229.00 EUR is on its way back.",
        },
        answer: "You're right, and I'm sorry: the second payment of 229.00 EUR is on its way back to your card today.",
        grounded: 0.96,
        remembers: "Second payment for HV-208555 refunded",
      },
      {
        at: "2026-11-20T13:51:44.222Z",
        says: "Great. Could I have it on my gift card instead?",
        note: "Wants the refund on a gift card instead. English.",
        plan: "The refund has gone out; say so.",
        answer:
          "The refund has already left for your card, so it can't be moved. You can buy a gift card with it, of course.",
        grounded: 0.71,
      },
    ],
  },
  {
    id: "conv-201004-cadeaubon",
    user: "cust-14430",
    turns: [
      {
        at: "2026-11-20T13:22:19.515Z",
        says: "Mijn cadeaubon werkt niet meer na de retour",
        note: "Gift card does not work after a return. Dutch.",
        plan: "Rules on gift cards after a return; billing looks at the card.",
        research: {
          task: "What happens to a gift card after a return?",
          query: "cadeaubon na retour",
          lang: "nl",
          search: "timeout once",
          index: {
            query: "gift card balance after return",
            near: { "9.2": 0.72, "6.1": 0.55 },
            relevance: { "9.2": 0.9 },
            langs: ["nl", "en"],
          },
          finding:
            "A refund to a gift card is possible for 90 days after the order; later a new card is issued (§9.2).",
        },
        billing: {
          task: "Gift cards are not a refund target after 90 days; offer a new card.",
          order: "HV-201004",
          amount: 60,
          as: "gift_card",
          issue: "paid",
          finding: "The old card is closed; a new one of 60.00 EUR is issued.",
        },
        writes: {
          task: "Answer in Dutch.",
          draft:
            "Na 90 dagen kan een retour niet meer op de oude bon. U krijgt vandaag een nieuwe cadeaubon van € 60,00 per e-mail.",
        },
        answer:
          "Na 90 dagen kan een retour niet meer op de oude bon. U krijgt vandaag een nieuwe cadeaubon van € 60,00 per e-mail.",
        grounded: 0.9,
      },
      {
        at: "2026-11-20T13:30:02.044Z",
        says: "Hoe lang is de nieuwe bon geldig?",
        note: "Asks how long the new gift card is valid. Dutch.",
        plan: "Known from §9.2: five years.",
        answer: "Vijf jaar, tot november 2031.",
        grounded: 0.98,
      },
    ],
  },
];
