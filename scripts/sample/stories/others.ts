import type { Conversation } from "../story.js";

/** Warranty, recalls, care; and questions that the index has no answer to. */
export const OTHERS: readonly Conversation[] = [
  {
    id: "conv-204410-stan",
    user: "cust-24871",
    turns: [
      {
        at: "2026-11-20T12:40:28.365Z",
        says: "Vrátenie peňazí za poškodený stan",
        note: "Refund for a damaged tent, HV-204410. Slovak.",
        plan: "What do we do about damaged tents?",
        research: {
          task: "Damaged tent: refund?",
          query: "refund for a damaged tent",
          lang: "sk",
          search: "timeout twice",
          translates: ["Vrátenie peňazí za poškodený stan", "Refund for a damaged tent"],
          thought: "No answer from the portal. I ask the index in Slovak.",
          // The index holds nothing in Slovak: low scores that hardly differ.
          index: {
            query: "poškodený stan, náhrada",
            near: { "7.3": 0.31, "8.2": 0.3, "11.1": 0.29, "13.1": 0.29, "9.1": 0.28 },
            atMost: 0.31,
            langs: ["sk"],
          },
          finding: "No policy hit in Slovak. From the translation: §8.2 may apply, not certain.",
        },
        order: {
          task: "HV-204410: delivered when?",
          id: "HV-204410",
          found: {
            order: "HV-204410",
            state: "delivered",
            delivered: "2026-09-30",
            lines: [{ article: "Biwak tent", price: 309 }],
          },
          finding: "Delivered on 30 September, 51 days ago.",
        },
        writes: {
          task: "Answer in Slovak, carefully.",
          draft:
            "Mrzí nás to. Pošlite nám, prosím, fotografiu poškodenia; kolega posúdi, či ide o opravu, výmenu alebo vrátenie peňazí.",
        },
        answer:
          "Mrzí nás to. Pošlite nám, prosím, fotografiu poškodenia; kolega posúdi, či ide o opravu, výmenu alebo vrátenie peňazí.",
        grounded: 0.41,
      },
    ],
  },
  {
    id: "conv-202200-recall",
    user: "cust-17008",
    turns: [
      {
        at: "2026-11-20T12:33:02.551Z",
        says: "Is the jacket recall covering size XS as well?",
        note: "Recall of the Nordwand jacket, size XS. English.",
        plan: "Product safety notices.",
        research: {
          task: "Does the recall of the Nordwand jacket cover XS?",
          query: "jacket recall size XS",
          search: ["Product safety notices"],
          index: { query: "jacket recall size XS", near: { "10.2": 0.58, "12.1": 0.45 }, relevance: { "10.2": 0.98 } },
          finding: "S to XL from the start, XS since October (§10.2). Refund or replacement of the same size.",
        },
        writes: {
          task: "Say yes, offer both.",
          draft:
            "Yes, XS has been part of the recall since October. You may choose a refund or a replacement of the same size.",
        },
        answer:
          "Yes, XS has been part of the recall since October. You may choose a refund or a replacement of the same size.",
        grounded: 0.97,
      },
      {
        at: "2026-11-20T12:39:15.180Z",
        says: "A replacement then, please. How should I wash the new one?",
        note: "Chooses the replacement, asks about washing. English.",
        research: {
          task: "How is the jacket washed?",
          query: "wash jacket water repellency",
          index: {
            query: "waterproof rating of the jacket, washing",
            near: { "11.1": 0.8, "11.2": 0.6 },
            relevance: { "11.1": 0.95 },
          },
          finding: "30 degrees, little detergent, no softener; tumble dry for 20 minutes.",
        },
        answer:
          "It's on its way. Wash it at 30 degrees with little detergent and no softener, then tumble dry it for 20 minutes.",
        grounded: 0.93,
      },
    ],
  },
  {
    id: "conv-203333-stove",
    user: "cust-28459",
    turns: [
      {
        at: "2026-11-19T16:22:40.404Z",
        says: "Is the burner of the Glut camping stove part of the recall?",
        note: "Camping stove recall, article Glut. English.",
        plan: "Product safety notices for the stove.",
        research: {
          task: "Is there a recall of the Glut camping stove?",
          query: "camping stove recall 2026",
          search: "timeout twice",
          thought: "The portal is down. I try the index.",
          // Nothing in the index is about stoves: flat and low.
          index: {
            query: "is the burner part recalled",
            near: { "10.2": 0.36, "7.3": 0.35, "7.1": 0.34, "11.1": 0.33, "2.3": 0.33, "3.1": 0.32, "9.2": 0.32 },
            atMost: 0.36,
          },
          finding: "The index has one recall, of a jacket (§10.2). Nothing on stoves.",
        },
        answer:
          "I could not find a recall for the Glut stove. To be safe, please do not use it until a colleague has checked; you will hear from us today.",
        grounded: 0.22,
      },
      {
        at: "2026-11-19T16:31:08.959Z",
        says: "Which gas cartridge fits it?",
        note: "Gas cartridge for the Glut stove. English.",
        research: {
          task: "Which cartridge fits the Glut stove?",
          query: "stove gas cartridge compatibility",
          search: "timeout once",
          index: {
            query: "stove gas cartridge compatibility",
            near: { "7.3": 0.37, "12.1": 0.35, "8.2": 0.34, "3.1": 0.34, "11.2": 0.33 },
            atMost: 0.37,
          },
          finding: "Nothing found. The best section is about spare parts and does not name stoves.",
        },
        answer: "I'm not certain, and with gas I would rather not guess. I have asked a colleague.",
        grounded: 0.3,
      },
    ],
  },
  {
    id: "conv-199870-zip",
    user: "cust-12644",
    turns: [
      {
        at: "2026-11-17T10:05:21.212Z",
        says: "Der Reißverschluss meines Rucksacks ist kaputt. Was kostet die Reparatur?",
        recalls: ["Grat backpack, bought in 2019"],
        note: "Zip repair, backpack of 2019. German.",
        plan: "Warranty and repair.",
        research: {
          task: "Zip repair outside the warranty: price and time",
          query: "Reparatur Reißverschluss Rucksack",
          lang: "de",
          search: ["Reparaturen und Ersatzteile", "Gewährleistung", "Rucksäcke", "Preise"],
          index: {
            query: "repair service zip backpack",
            near: { "7.2": 0.74, "7.1": 0.66, "7.3": 0.55 },
            relevance: { "7.2": 0.96, "7.1": 0.7 },
            langs: ["de", "en"],
          },
          finding: "Five years are over since 2024; a zip costs 18 EUR and takes 10 to 15 working days (§7.2).",
        },
        writes: {
          task: "Answer in German.",
          draft:
            "Die fünf Jahre Gewährleistung sind vorbei, ein neuer Reißverschluss kostet 18 €. Die Reparatur dauert 10 bis 15 Werktage.",
        },
        answer:
          "Die fünf Jahre Gewährleistung sind vorbei, ein neuer Reißverschluss kostet 18 €. Die Reparatur dauert 10 bis 15 Werktage.",
        grounded: 0.96,
      },
      {
        at: "2026-11-17T10:14:50.003Z",
        says: "Gut, ich schicke ihn. Gibt es auch die Schnalle einzeln?",
        note: "Asks for a single buckle. German.",
        research: {
          task: "Are buckles sold as spare parts?",
          query: "Schnalle Ersatzteil",
          lang: "de",
          index: {
            query: "tent pole spare part number, buckle",
            near: { "7.3": 0.7, "7.2": 0.6 },
            relevance: { "7.3": 0.94 },
          },
          finding: "Buckles are kept for eight years (§7.3).",
        },
        answer: "Ja, Schnallen gibt es acht Jahre lang als Ersatzteil. Die Nummer steht auf der Schnalle selbst.",
        grounded: 0.92,
      },
    ],
  },
  {
    id: "conv-shop-hours",
    user: "cust-44001",
    turns: [
      {
        at: "2026-11-16T08:31:44.870Z",
        says: "What are your opening hours in Innsbruck?",
        note: "Opening hours, Innsbruck. English.",
        research: {
          task: "Opening hours in Innsbruck",
          query: "opening hours Innsbruck",
          search: ["Shop opening hours"],
          finding: "Closed on Mondays; the page names no hours for Innsbruck.",
        },
        answer:
          "Our shop in Innsbruck is closed on Mondays. For the hours of the other days please call, they change with the season.",
        grounded: 0.68,
      },
    ],
  },
  {
    id: "conv-down-wash",
    user: "cust-15518",
    turns: [
      {
        at: "2026-11-16T19:48:09.636Z",
        says: "Wie wasche ich einen Daunenschlafsack?",
        note: "Washing a down sleeping bag. German.",
        plan: "Care instructions.",
        research: {
          task: "How is a down sleeping bag washed?",
          query: "Daunenschlafsack waschen",
          lang: "de",
          search: ["Pflege: Daune"],
          index: {
            query: "wash down sleeping bag",
            near: { "11.2": 0.64, "11.1": 0.6 },
            relevance: { "11.2": 0.97, "11.1": 0.4 },
            langs: ["de", "en"],
          },
          finding: "By hand or in a large front loader with down detergent; dry slowly with two tennis balls.",
        },
        writes: {
          task: "Answer in German.",
          draft:
            "Am besten von Hand oder in einer großen Frontladermaschine mit Daunenwaschmittel. Danach langsam trocknen, mit zwei Tennisbällen.",
        },
        answer:
          "Am besten von Hand oder in einer großen Frontladermaschine mit Daunenwaschmittel. Danach langsam trocknen, mit zwei Tennisbällen.",
        grounded: 0.97,
      },
    ],
  },
];
