import { describe, expect, test } from 'vitest';
import { parseKnowledge } from '../../src/knowledge/parse.ts';
import type { Fault, Knowledge, KnowledgeFile } from '../../src/knowledge/types.ts';
import { kitchen, placeOf } from '../support/kitchen.ts';

function knowledgeOf(files: KnowledgeFile[]): Knowledge {
  const parsed = parseKnowledge(files);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults, null, 2));
  return parsed.knowledge;
}

function faultsOf(files: KnowledgeFile[]): readonly Fault[] {
  const parsed = parseKnowledge(files);
  if (parsed.ok) throw new Error('Expected faults, but the knowledge is sound.');
  return parsed.faults;
}

describe('a sound folder', () => {
  const knowledge = knowledgeOf(kitchen());

  test('gives the roles with every way to write them', () => {
    expect(knowledge.roles).toEqual([
      { id: 'cook', name: 'Cook', short: 'CK', names: ['cook', 'ck', 'chef'] },
      { id: 'waiter', name: 'Waiter', short: 'WT', names: ['waiter', 'wt'] },
    ]);
  });

  test('gives each topic with its role, quote, document, related topics and ways to ask, lists included', () => {
    expect(knowledge.topics.get('soup')).toEqual({
      id: 'soup',
      kind: 'responsibility',
      title: 'The soup',
      roles: ['cook'],
      holder: 'cook',
      answer: 'The cook makes it.',
      quote: 'The cook makes the soup, and tastes it.',
      document: 'kitchen-rules',
      asks: ['who makes the soup', 'soup', 'who stirs the pot'],
      related: ['serving'],
    });
    expect([...knowledge.topics.keys()]).toEqual(['soup', 'cook-role', 'opening', 'serving', 'waiter-role']);
  });

  test('gives a shared topic to all the roles that share it', () => {
    expect(knowledge.topics.get('opening')).toMatchObject({ roles: ['cook', 'waiter'], holder: 'team' });
  });

  test('gives the document word for word, with a title made of its name', () => {
    expect(knowledge.documents.get('kitchen-rules')).toMatchObject({
      title: 'Kitchen Rules',
      text: expect.stringContaining('The cook makes the soup, and\ntastes it.'),
    });
  });

  test('gives small talk, what is not ours, and the abbreviations', () => {
    expect(knowledge.smalltalk).toEqual([{ id: 'greeting', reply: 'Hello!', asks: ['hi', 'hello'] }]);
    expect(knowledge.notOurs).toEqual(['who fills the cellar']);
    expect([...knowledge.vocabulary.short]).toEqual([['sp', 'soup']]);
  });

  test('lets a phrasing of ours count, where it also stands among what is not ours', () => {
    const files = kitchen([['not-ours/cellar.txt', 'who fills', 'Who serves the guests?\nwho fills']]);
    expect(knowledgeOf(files).notOurs).toEqual(['who fills the cellar']);
    expect(knowledgeOf(files).topics.get('serving')?.asks).toContain('who serves the guests');
  });

  test('needs no small talk, no lists and no words', () => {
    const bare = { 'smalltalk.yml': undefined, 'words.yml': undefined, 'asks/soup.txt': undefined };
    expect(knowledgeOf(kitchen([], bare)).topics.size).toBe(5);
  });

  test('may have Windows line ends', () => {
    const files = kitchen().map((file) => ({ ...file, text: file.text.replaceAll('\n', '\r\n') }));
    expect(knowledgeOf(files).topics.get('soup')?.asks).toContain('who stirs the pot');
  });

  test('may have a topic that quotes another document than its file', () => {
    const own = 'title: Serving\n    document: menu\n    answer: A.\n    quote: Soup is served hot.';
    const old =
      'title: Serving\n    answer: The waiter serves.\n    quote: The waiter brings the soup to the guests.';
    const files = kitchen([['roles/waiter.yml', old, own]], { 'documents/menu.md': 'Soup is served hot.' });
    expect(knowledgeOf(files).topics.get('serving')?.document).toBe('menu');
  });
});

const SOUP_QUOTE = 'quote: The cook makes the soup, and tastes it.';

/** Each kind of fault: the change that makes it, where it is reported, and words of the report. */
const FAULTS: Record<string, [files: KnowledgeFile[], place: string, problem: RegExp, remedy: RegExp]> = {
  'a quote that its document does not have': [
    kitchen([['roles/cook.yml', SOUP_QUOTE, 'quote: The cook makes the soup, or tastes it.']]),
    'roles/cook.yml:10',
    /quote of “soup”.*documents\/kitchen-rules.*agrees up to “…The cook makes the soup, ”.*“or tastes/,
    /Copy the sentence/,
  ],
  'a quote in other letters': [
    kitchen([['roles/cook.yml', SOUP_QUOTE, 'quote: THE COOK makes the soup']]),
    'roles/cook.yml:10',
    /quote of “soup”/,
    /to the letter/,
  ],
  'a document that is not there': [
    kitchen([['roles/cook.yml', 'document: kitchen-rules', 'document: kitchen']]),
    'roles/cook.yml:5',
    /no document “kitchen”/,
    /documents\/kitchen\.txt.*kitchen-rules/,
  ],
  'an id that is taken': [
    kitchen([['roles/waiter.yml', 'id: serving', 'id: soup']]),
    'roles/waiter.yml:6',
    /“soup” is taken: roles\/cook\.yml, line 7/,
    /another id/,
  ],
  'a related topic that does not exist': [
    kitchen([['roles/cook.yml', '[serving]', '[serving, dessert]']]),
    'roles/cook.yml:11',
    /“dessert” does not exist/,
    /Correct the id/,
  ],
  'a field that does not belong': [
    kitchen([['roles/cook.yml', 'related: [serving]', 'relatd: [serving]']]),
    'roles/cook.yml:11',
    /“relatd” is not a field/,
    /spelling/,
  ],
  'a field that is missing': [
    kitchen([['roles/cook.yml', '    answer: The cook makes it.\n', '']]),
    'roles/cook.yml:7',
    /“answer” is missing/,
    /Add the field “answer”/,
  ],
  'a field that is a number': [
    kitchen([['roles/cook.yml', 'title: The soup', 'title: 42']]),
    'roles/cook.yml:8',
    /“title” should be a string/,
    /Change it here/,
  ],
  'a topic without ways to ask': [
    kitchen([['roles/waiter.yml', 'asks: [what does a waiter do]', 'asks: []']]),
    'roles/waiter.yml:17',
    /“asks” needs at least one way to ask/,
    /Change it here/,
  ],
  'an empty way to ask': [
    kitchen([['roles/waiter.yml', '- who serves the guests', '- ""']]),
    'roles/waiter.yml:11',
    /“asks” is empty/,
    /Change it here/,
  ],
  'a title that is too long for a button': [
    kitchen([['roles/cook.yml', 'title: The soup', `title: ${'s'.repeat(76)}`]]),
    'roles/cook.yml:8',
    /“title” is longer than 75 characters/,
    /Change it here/,
  ],
  'an id with other characters': [
    kitchen([['roles/waiter.yml', 'id: waiter-role', 'id: Waiter_Role']]),
    'roles/waiter.yml:12',
    /“id” is not an id/,
    /Change it here/,
  ],
  'a line that is not YAML': [
    kitchen([['roles/cook.yml', 'answer: The cook makes it.', 'answer: The cook: makes it.']]),
    'roles/cook.yml:9',
    /not valid YAML/,
    /quotation marks/,
  ],
  'a quotation mark that is never closed, where it is opened': [
    kitchen([['roles/cook.yml', 'answer: The cook makes it.', 'answer: "The cook makes it.']]),
    'roles/cook.yml:9',
    /not valid YAML/,
    /quotation marks/,
  ],
  'a way to ask that YAML takes for a reference': [
    kitchen([['roles/waiter.yml', '- who serves the guests', '- *who']]),
    'roles/waiter.yml:11',
    /reference/,
    /quotation marks/,
  ],
  'a file of a role that is empty': [
    kitchen([], { 'roles/guest.yml': '# to be written\n' }),
    'roles/guest.yml:1',
    /The file/,
    /the README shows/,
  ],
  'two roles with one abbreviation': [
    kitchen([['roles/waiter.yml', 'short: WT', 'short: ck']]),
    'roles/waiter.yml:3',
    /“ck” already stands for the role “cook”/,
    /one role only/,
  ],
  'a role with two files': [
    kitchen([['roles/waiter.yml', 'role: waiter', 'role: cook']], { 'roles/team.yml': undefined }),
    'roles/waiter.yml:1',
    /“cook” has another file/,
    /one file/,
  ],
  'a role without its sum': [
    kitchen([['roles/cook.yml', '    kind: role\n', '']]),
    'roles/cook.yml:6',
    /“cook” has no topic of the kind “role”/,
    /exactly one topic with “kind: role”/,
  ],
  'a comparison in the file of one role': [
    kitchen([['roles/cook.yml', '- id: soup', '- id: soup\n    kind: comparison']]),
    'roles/cook.yml:8',
    /“soup” compares roles/,
    /“shared:”/,
  ],
  'the same phrasing under two topics': [
    kitchen([['roles/waiter.yml', '- who serves the guests', '- Who makes  the soup?']]),
    'roles/waiter.yml:11',
    /already a way to ask for “soup”/,
    /remove the other/,
  ],
  'the same phrasing in a list': [
    kitchen([['asks/soup.txt', 'who stirs the pot', 'Who opens the kitchen?']]),
    'asks/soup.txt:2',
    /already a way to ask for “opening”/,
    /remove the other/,
  ],
  'a list for a topic that does not exist': [
    kitchen([], { 'asks/dessert.txt': 'who bakes the cake\n' }),
    'asks/dessert.txt:1',
    /no topic “dessert”/,
    /Name the file after the topic/,
  ],
  'a shared file that names an unknown role': [
    kitchen([['roles/team.yml', '[cook, waiter]', '[cook, guest]']]),
    'roles/team.yml:2',
    /no role “guest”/,
    /cook, waiter/,
  ],
  'small talk of another shape': [
    kitchen([['smalltalk.yml', 'reply: Hello!', 'answer: Hello!']]),
    'smalltalk.yml:2',
    /“reply” is missing/,
    /Add the field “reply”/,
  ],
};

describe('a fault is reported with its file, its line and what to do', () => {
  test.each(Object.entries(FAULTS))('%s', (_, [files, place, problem, remedy]) => {
    const fault = faultsOf(files).find((entry) => problem.test(entry.problem));
    expect(fault, JSON.stringify(faultsOf(files))).toBeDefined();
    expect(fault && placeOf(fault)).toBe(place);
    expect(fault?.remedy).toMatch(remedy);
  });

  test('two documents of one name', () => {
    const [fault] = faultsOf(kitchen([], { 'documents/kitchen-rules.md': 'The cook makes the soup.' }));
    expect(fault).toMatchObject({ file: 'documents/kitchen-rules.txt', line: 1 });
    expect(fault?.problem).toMatch(/Two documents/);
  });

  test.each([
    ['an empty folder', []],
    ['documents alone', kitchen().filter((file) => file.path.startsWith('documents/'))],
    ['a folder of roles with only a note in it', [{ path: 'roles/README.md', text: 'Soon.' }]],
  ])('no roles at all: %s', (_, files) => {
    const fault = faultsOf(files).find(({ problem }) => /no role/i.test(problem));
    expect(fault?.file).toBe('roles/');
    expect(fault?.remedy).toMatch(/Add a file such as roles\//);
  });
});

describe('all faults in one run', () => {
  test('are reported in order of file and line', () => {
    const faults = faultsOf(
      kitchen([
        ['roles/waiter.yml', 'id: serving', 'id: soup'],
        ['roles/waiter.yml', 'The waiter brings the soup to the guests.', 'The waiter sings.'],
        ['roles/cook.yml', SOUP_QUOTE, 'quote: The cook eats the soup.'],
        ['roles/cook.yml', '[serving]', '[dessert]'],
        ['roles/waiter.yml', '- who serves the guests', '- who opens the kitchen'],
      ]),
    );
    expect(faults.map(placeOf)).toEqual([
      'roles/cook.yml:10',
      'roles/cook.yml:11',
      'roles/waiter.yml:6',
      'roles/waiter.yml:9',
      'roles/waiter.yml:11',
    ]);
  });

  test('are reported when several stand in one entry', () => {
    const faults = faultsOf(
      kitchen([
        ['roles/cook.yml', 'title: The soup', `title: ${'s'.repeat(80)}`],
        ['roles/cook.yml', 'related: [serving]', 'relatd: [serving]'],
        ['roles/cook.yml', 'asks: [what does a cook do]', 'asks: []'],
      ]),
    );
    expect(faults.map(placeOf)).toEqual(['roles/cook.yml:8', 'roles/cook.yml:11', 'roles/cook.yml:20']);
  });

  test('are reported for the other files when one is not YAML', () => {
    const faults = faultsOf(
      kitchen([['roles/waiter.yml', 'The waiter brings the soup to the guests.', 'The waiter sings.']], {
        'roles/guest.yml': 'role: guest: x\n',
      }),
    );
    expect(faults.map(placeOf)).toEqual(['roles/guest.yml:1', 'roles/waiter.yml:9']);
  });

  test('hide neither a missing topic nor a missing role behind a fault elsewhere', () => {
    const faults = faultsOf(
      kitchen([
        ['roles/cook.yml', '[serving]', '[dessert]'],
        ['roles/team.yml', '[cook, waiter]', '[cook, guest]'],
        ['smalltalk.yml', 'reply: Hello!', 'answer: Hello!'],
      ]),
    );
    const places = faults.map(placeOf);
    expect(places).toContain('roles/cook.yml:11');
    expect(places).toContain('roles/team.yml:2');
    expect(places).toContain('smalltalk.yml:2');
  });

  test('hide no wrong quote behind an unknown field of the same file', () => {
    const faults = faultsOf(
      kitchen([
        ['roles/cook.yml', SOUP_QUOTE, 'quote: The cook eats the soup.'],
        ['roles/cook.yml', '    kind: role\n', '    kind: role\n    colour: red\n'],
      ]),
    );
    expect(faults.map(placeOf)).toEqual(['roles/cook.yml:10', 'roles/cook.yml:17']);
  });

  test('hide nothing behind an entry of the same file that does not fit', () => {
    const faults = faultsOf(
      kitchen([
        ['roles/cook.yml', SOUP_QUOTE, 'quote: The cook eats the soup.'],
        ['roles/cook.yml', '[serving]', '[dessert]'],
        ['roles/cook.yml', 'title: What a cook does', `title: ${'w'.repeat(80)}`],
        ['roles/waiter.yml', 'asks: [what does a waiter do]', 'asks: [soup]'],
      ]),
    );
    expect(faults.map(placeOf)).toEqual([
      'roles/cook.yml:10',
      'roles/cook.yml:11',
      'roles/cook.yml:17',
      'roles/waiter.yml:17',
    ]);
  });

  test('do not blame other files for what a faulty file would have brought', () => {
    const faults = faultsOf(kitchen([['roles/waiter.yml', 'title: Serving', 'titel: Serving']]));
    expect(new Set(faults.map((fault) => fault.file))).toEqual(new Set(['roles/waiter.yml']));
  });
});

describe('a file that adds to a role', () => {
  const MORE = `adds-to: cook
document: kitchen-rules
topics:
  - id: tasting
    title: Tasting
    answer: The cook tastes it.
    quote: The cook makes the soup, and tastes it.
    asks: [who tastes the soup]
`;

  test('gives the role more topics, and a list by another name more ways to ask', () => {
    const files = { 'roles/cook.taught.yml': MORE, 'asks/tasting.taught.txt': 'who tries the soup\n' };
    const { topics, roles } = knowledgeOf(kitchen([], files));
    expect(topics.get('tasting')).toMatchObject({ holder: 'cook', roles: ['cook'] });
    expect(topics.get('tasting')?.asks).toEqual(['who tastes the soup', 'who tries the soup']);
    expect(roles).toHaveLength(2);
  });

  test.each([
    ['a role that there is not', 'adds-to: cook', 'adds-to: baker', 'roles/cook.taught.yml:1'],
    ['a quote that is not there', 'tastes it.\n    asks', 'burns it.\n    asks', 'roles/cook.taught.yml:7'],
    [
      'another sum of the role',
      'title: Tasting',
      'kind: role\n    title: Tasting',
      'roles/cook.taught.yml:3',
    ],
  ])('is reported with %s', (_, from, to, place) => {
    const faults = faultsOf(kitchen([], { 'roles/cook.taught.yml': MORE.replace(from, to) }));
    expect(faults.map(placeOf)).toEqual([place]);
  });
});
