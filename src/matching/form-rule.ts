import type { Knowledge } from '../knowledge/types.ts';
import { FORMS, type Form, isOwnership } from './form.ts';
import type { Model } from './model.ts';
import { USUAL_FORM } from './thresholds.ts';

/** A sentence that says how something is done. */
const HOW =
  /\b(?:based on|going by|according to|on the basis of|by means of|by \w+ing|with the help of|works? (?:closely )?with)\b/;

/** Whether a topic says what a form asks: who owns it, or what people ask of it in so many words. */
export function createFormRule(
  { labels, classes, forms }: Model,
  { topics }: Knowledge,
): (topic: string, form: Form) => boolean {
  const sizes = labels.map(() => 0);
  const counts = labels.map(() => new Uint32Array(FORMS.length));
  classes.forEach((c, i) => {
    const count = counts[c];
    const form = forms[i] ?? 0;
    if (!count) return;
    count[form] = (count[form] ?? 0) + 1;
    sizes[c] = (sizes[c] ?? 0) + 1;
  });
  return (topic, form) => {
    if (isOwnership(form) || (form === 'how' && HOW.test(topics.get(topic)?.answer ?? ''))) return true;
    const c = labels.indexOf(topic);
    const count = counts[c]?.[FORMS.indexOf(form)] ?? 0;
    return count > 0 && count >= USUAL_FORM * (sizes[c] ?? 0);
  };
}
