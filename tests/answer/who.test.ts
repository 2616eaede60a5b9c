import { beforeAll, describe, expect, it } from 'vitest';
import { createWhoReader } from '../../src/answer/who.ts';
import { loadRealKnowledge } from '../helpers/bot.ts';

let read: ReturnType<typeof createWhoReader>;

beforeAll(async () => {
  read = createWhoReader((await loadRealKnowledge()).roles);
}, 120_000);

describe('a question after a person', () => {
  it.each([
    ['Who is our PO?', 'product-owner', undefined],
    ["who's our product manager", 'product-manager', undefined],
    ['whos our po', 'product-owner', undefined],
    ['who is my PM', 'product-manager', undefined],
    ['name of the PM on checkout?', 'product-manager', 'checkout'],
    ["what's the name of our PM?", 'product-manager', undefined],
    ["what's the name of the PO on the payments squad?", 'product-owner', 'payments'],
    ['who is the PO here', 'product-owner', undefined],
    ['Who is the Product Owner of the mobile app?', 'product-owner', 'mobile'],
    ['hey, do you know who is our PM for checkout?', 'product-manager', 'checkout'],
    ['who holds the role of product owner here?', 'product-owner', undefined],
    ['who plays the PO role in team falcon', 'product-owner', 'falcon'],
    ['name of the new PO in team Falcon?', 'product-owner', 'falcon'],
    ['which person is our product owner', 'product-owner', undefined],
  ])('is understood: %s', (text, role, place) => {
    expect(read(text)).toMatchObject({ role: { id: role } });
    expect(read(text)?.place).toBe(place);
  });

  it.each([
    'who is a product manager?',
    'what is a PO',
    'who is the PO in Scrum terms and what are they responsible for?',
    "who is the product manager's counterpart in other teams?",
    'who is responsible for the backlog, our PO or our PM?',
    'what does our PO do',
    'who owns the backlog here',
    'who does UAT here, product manager or product owner?',
    'my product manager takes credit for my work',
    'what if our PO is on holiday',
    'who should our PO talk to',
    'our PO',
    'who tells our PO what customers need?',
    'who is our PO responsible to?',
    'who is the product manager on call',
    'who is the PO of the backlog',
  ])('is not every question with a role in it: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
