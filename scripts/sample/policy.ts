export type Topic =
  | "returns"
  | "refund"
  | "delivery"
  | "exchange"
  | "vouchers"
  | "warranty"
  | "sizes"
  | "care"
  | "shop"
  | "safety";

export interface PolicySection {
  readonly id: string;
  readonly title: string;
  readonly content: string;
  /** The first weighs most. */
  readonly topics: readonly Topic[];
  readonly lang?: string;
  /** An older edition of another section: nearly the same text and vector. */
  readonly editionOf?: string;
}

/** The shop's policy, as the local index holds it. */
export const POLICY: readonly PolicySection[] = [
  {
    id: "4.1",
    title: "§4.1 Return window: 30 days from delivery",
    topics: ["returns", "refund"],
    content:
      "Articles can be returned within 30 days of delivery. A full refund is possible within 30 days of delivery; after that day a full refund is not possible, whatever the reason. The day of delivery does not count.",
  },
  {
    id: "4.1-2024",
    title: "§4.1 Return window (2024 edition)",
    topics: ["returns", "refund"],
    editionOf: "4.1",
    content:
      "Articles can be returned within 60 days of delivery. A full refund is possible within 60 days of delivery; after that day a full refund is not possible, whatever the reason.",
  },
  {
    id: "4.2",
    title: "§4.2 Refund timing: 5 to 10 working days",
    topics: ["refund", "returns"],
    content:
      "Refunds arrive 5 to 10 working days after the article has been inspected in Graz. The money goes back the way it came; gift cards are credited at once.",
  },
  {
    id: "4.3",
    title: "§4.3 Goodwill between day 31 and day 60",
    topics: ["returns", "vouchers"],
    content:
      "For an unworn article we may offer store credit for the price paid between day 31 and day 60, if a person approves it. It is goodwill and not a right. Sale articles are excepted.",
  },
  {
    id: "4.4",
    title: "§4.4 Condition of goods",
    topics: ["returns"],
    content:
      "Tags attached, unworn, in the original box where there was one. Trying on indoors is not wearing. Boots worn outside once count as worn.",
  },
  {
    id: "5.1",
    title: "§5.1 Return shipping fees",
    topics: ["refund", "delivery"],
    content:
      "The customer pays the return, 4.90 EUR within the EU. Shipping fees are part of the refund only when the article is faulty or the wrong one was sent.",
  },
  {
    id: "5.2",
    title: "§5.2 Returns without a label, from abroad",
    topics: ["delivery", "returns"],
    content:
      "Outside the EU there is no return label. Send the parcel insured and keep the receipt; we refund the postage for faulty articles up to 25 EUR.",
  },
  {
    id: "6.1",
    title: "§6.1 Sale articles: store credit only",
    topics: ["vouchers", "returns"],
    content:
      "Articles bought at a sale price are returned within 30 days for store credit only, no refund to the card. Faulty sale articles fall under §7.1.",
  },
  {
    id: "2.3",
    title: "§2.3 Delivery dates",
    topics: ["delivery"],
    content:
      "The day of delivery is the day on which the carrier hands over the parcel, as its tracking says. Delivery to Austria and Germany takes 2 to 4 working days.",
  },
  {
    id: "2.4",
    title: "§2.4 Delivery to islands and express",
    topics: ["delivery"],
    content:
      "Islands have a surcharge of 9 EUR and take 3 days longer. Express orders before 13:00 leave on the same day.",
  },
  {
    id: "2.6",
    title: "§2.6 Change of the delivery address",
    topics: ["delivery", "shop"],
    content:
      "The address can be changed until the parcel is packed. After that the customer asks the carrier. The address on an invoice is changed within 14 days.",
  },
  {
    id: "3.1",
    title: "§3.1 Exchange for another size or colour",
    topics: ["exchange", "sizes"],
    content:
      "Another size or colour is sent once the first parcel is on its way back. An exchange is free once an order.",
  },
  {
    id: "3.2",
    title: "§3.2 Cancel before shipping",
    topics: ["exchange", "refund"],
    content:
      "An order that has not left the warehouse can be cancelled without a fee. The refund starts at once and takes 2 working days.",
  },
  {
    id: "7.1",
    title: "§7.1 Warranty: five years on seams and zips",
    topics: ["warranty"],
    content:
      "Seams and zips are covered for five years from the day of purchase, fabric for two. Repair goes before replacement, replacement before a refund.",
  },
  {
    id: "7.2",
    title: "§7.2 Repair service",
    topics: ["warranty", "care"],
    content:
      "Zips, buckles and seams are repaired in Graz in 10 to 15 working days. Outside the warranty a zip costs 18 EUR.",
  },
  {
    id: "7.3",
    title: "§7.3 Spare parts",
    topics: ["warranty"],
    content: "Tent poles, buckles, basket plates and toe caps are kept for eight years. The number stands on the part.",
  },
  {
    id: "8.1",
    title: "§8.1 Lost parcels and claims",
    topics: ["delivery", "refund"],
    content:
      "A parcel that is marked as delivered and is not there is claimed with the carrier within 7 days. The claim takes up to 8 days; the refund is on hold until then.",
  },
  {
    id: "8.2",
    title: "§8.2 Damaged or incomplete parcels",
    topics: ["warranty", "delivery"],
    content:
      "Send a picture within 14 days. We replace the article or the missing part, or refund it, as the customer chooses.",
  },
  {
    id: "9.1",
    title: "§9.1 Discount codes",
    topics: ["vouchers"],
    content:
      "A code works once and is entered before paying. A code that failed through our fault is refunded as the difference within 14 days, with a corrected invoice.",
  },
  {
    id: "9.2",
    title: "§9.2 Gift cards",
    topics: ["vouchers", "refund"],
    content:
      "Gift cards are valid for five years. A refund to a gift card is possible for 90 days after the order; later a new card is issued.",
  },
  {
    id: "9.3",
    title: "§9.3 Paid twice",
    topics: ["refund", "shop"],
    content: "A second payment for one order is refunded in full on the day it is found. No return is needed.",
  },
  {
    id: "10.2",
    title: "§10.2 Product safety: jacket recall",
    topics: ["safety"],
    content:
      "Recall of the Nordwand jacket, sizes S to XL, sold before 1 March 2026: the cord stop can break. The customer may choose a refund or a replacement of the same size. XS is covered since October.",
  },
  {
    id: "11.1",
    title: "Washing the jacket",
    topics: ["care"],
    content:
      "Wash at 30 degrees with little detergent, close all zips, no softener. Tumble dry for 20 minutes to bring the water repellency back.",
  },
  {
    id: "11.2",
    title: "Washing a down sleeping bag",
    topics: ["care", "sizes"],
    content: "Wash by hand or in a large front loader with down detergent; dry slowly with two tennis balls.",
  },
  {
    id: "12.1",
    title: "Sizes of boots and half sizes",
    topics: ["sizes"],
    content:
      "Between two sizes take the larger one. For downhill there should be a thumb's width in front of the toes.",
  },
  {
    id: "13.1",
    title: "Shop opening hours",
    topics: ["shop"],
    content: "Graz: Monday to Friday 9:00 to 18:30, Saturday 9:00 to 17:00. Innsbruck is closed on Mondays.",
  },
  {
    id: "4.2-ja",
    title: "§4.2 返金の時期",
    topics: ["refund", "returns"],
    lang: "ja",
    content: "返金は、グラーツで商品を検品した後、5〜10営業日で行われます。",
  },
  {
    id: "4.1-fr",
    title: "§4.1 Délai de retour : 30 jours",
    topics: ["returns", "refund"],
    lang: "fr",
    content:
      "Les articles peuvent être retournés dans les 30 jours suivant la livraison. Un article défectueux est remboursé avec les frais de port.",
  },
];
