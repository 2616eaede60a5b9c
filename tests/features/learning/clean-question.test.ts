import { expect, it } from 'vitest';
import { cleanQuestion } from '../../../src/features/learning/clean-question.ts';

const clean = (text: string, ...names: string[]) => cleanQuestion(text, names);

it.each([
  ['can Bo or bo sign that', ['Bo Li'], 'can somebody or somebody sign that'],
  ['请问王芳负责什么', ['王芳'], '请问somebody负责什么'],
  [
    'does rosa approve it, or rosa-maria, or Rosa Maria?',
    ['Rosa-Maria Vega'],
    'does somebody approve it, or somebody, or somebody?',
  ],
  ["is it o’neill, O'Neill or oneill", ["Jack O'Neill"], 'is it somebody, somebody or somebody'],
  ["is it d'arcy", ['Fitzwilliam D’Arcy'], 'is it somebody'],
  ['ask jose or Jürgen or jurgen', ['José Ruiz', 'Jürgen Klee'], 'ask somebody or somebody or somebody'],
  ['what does olga’s team do', ['Olga Ortiz'], 'what does somebody’s team do'],
])('takes names out of “%s”, however they are written', (text, names, cleaned) => {
  expect(clean(text, ...names)).toBe(cleaned);
});

it.each([
  ['who is the PO or the po here?', ['Po Chen']],
  ['Will the roadmap change? May we ask?', ['Will Price', 'May Young']],
  ['who will mark it as done', ['Will Mark']],
  ['who do we ask in the product team', ['Do Nguyen', 'Nia Okafor (Product)', 'Eve - Product Team']],
  ['who owns robotics', ['Rob Otic', 'Bo Li']],
])('leaves words of “%s” that are also names', (text, names) => {
  expect(clean(text, ...names)).toBe(text);
});

it('is quick with the names of five thousand people', () => {
  const names = Array.from({ length: 5_000 }, (_, i) => `First${i} Last-Name${i}`);
  const start = performance.now();
  expect(clean('who buys what first4999 eats?', ...names)).toBe('who buys what somebody eats?');
  expect(performance.now() - start).toBeLessThan(500);
});

it('leaves the brackets of code, of which the markup is off already', () => {
  expect(clean('who may change List<Fence> in &lt;main&gt;?')).toBe(
    'who may change List<Fence> in &lt;main&gt;?',
  );
});

it('takes out addresses, and puts what is left on one line', () => {
  expect(clean('see https://wiki.example/a?b\n and  nia@example.com')).toBe('see and somebody');
});
