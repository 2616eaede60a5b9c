import type { Fields, FieldValue } from '../protocol.ts';

/** What stands in a control now, as the server reads it. */
export function readValue(control: HTMLElement): FieldValue {
  const { type } = control.dataset;
  if (type === 'checkboxes' || type === 'radio_buttons') {
    const chosen = [...control.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value);
    return type === 'checkboxes' ? chosen : (chosen[0] ?? null);
  }
  if (control instanceof HTMLSelectElement && control.multiple) {
    return [...control.selectedOptions].map(({ value }) => value);
  }
  if (control instanceof HTMLButtonElement) return control.dataset.value ?? null;
  const { value } = control as HTMLInputElement;
  if (value === '') return null;
  return type === 'datetimepicker' ? String(new Date(value).getTime() / 1000) : value;
}

/** All fields of a message, a dialog or the home tab. */
export function readFields(surface: Element): Fields {
  const fields: Record<string, Record<string, FieldValue>> = {};
  for (const control of surface.querySelectorAll<HTMLElement>('[data-block][data-action]')) {
    const { block = '', action = '' } = control.dataset;
    if (control instanceof HTMLButtonElement) continue;
    fields[block] = { ...fields[block], [action]: readValue(control) };
  }
  return fields;
}
