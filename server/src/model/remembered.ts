/** Answers that are needed again and again, kept as long as what they are about. */

const mostKnown = 50_000;

/** How to forget each thing that is remembered. */
const forgetting: (() => void)[] = [];

/** Forgets all of it, to make room: what is asked again is found again. */
export function forgetRemembered(): void {
  for (const forget of forgetting) forget();
}

/** Remembers what a pure function says about texts: names repeat all over a schema. */
export function rememberedByText<Value>(answer: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  forgetting.push(() => known.clear());
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = answer(text);
      if (known.size >= mostKnown) known.clear();
      known.set(text, value);
    }
    return value;
  };
}

/**
 * Remembers what a pure function says about long texts, such as those of whole files, as long as they are not many:
 * `most` is how long they may be together, in UTF-16 units.
 */
export function rememberedOfLate<Value>(answer: (text: string) => Value, most = 2_000_000): (text: string) => Value {
  const known = new Map<string, Value>();
  let length = 0;
  forgetting.push(() => {
    known.clear();
    length = 0;
  });
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = answer(text);
      if (length + text.length > most) {
        known.clear();
        length = 0;
      }
      known.set(text, value);
      length += text.length;
    }
    return value;
  };
}

/** Remembers what a pure function says about frozen elements of the model. */
export function rememberedByElement<Element extends object, Value>(
  answer: (element: Element) => Value,
): (element: Element) => Value {
  let known = new WeakMap<Element, Value>();
  forgetting.push(() => {
    known = new WeakMap();
  });
  return (element) => {
    const value = known.get(element);
    if (value !== undefined || known.has(element)) return value as Value;
    const found = answer(element);
    known.set(element, found);
    return found;
  };
}
