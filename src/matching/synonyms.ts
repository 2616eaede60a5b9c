import { stem } from './words.ts';

/** Words of everyday work that mean much the same, a group a line. General English, whatever a folder is about. */
const GROUPS = `
decide choose pick select determine settle decision choice say
responsible accountable answerable liable own owner ownership
write draft author compose formulate phrase wording
create make produce generate draw
build develop implement construct code program
approve accept authorize okay endorse confirm consent permission agree
reject refuse decline deny veto
check review inspect examine verify validate audit
run lead moderate facilitate chair host conduct head steer direct guide drive
organize arrange plan schedule coordinate prepare timetable
tell inform notify alert brief report update announce communicate
explain clarify describe
publish release ship launch deploy deliver rollout live
answer reply respond
collect gather compile
record log note minutes write-up
teach train coach mentor educate instruct
help support assist aid
fix repair mend correct
remove delete drop withdraw
change modify alter adjust edit adapt
stop cancel halt abort terminate
close finish end complete done
start begin open initiate declare
appoint assign nominate designate allocate distribute
measure estimate size assess evaluate rate gauge
prioritize rank order sort sequence priority urgent urgency importance
buy purchase procure acquire
pay fund finance budget money cost spend expense price
hire recruit
escalate raise
page wake summon
meeting session ceremony event
boss executive management leadership director ceo chief vp
customer client user consumer buyer
employee colleague staff coworker
newcomer beginner novice newbie starter first-time
developer engineer programmer coder
team squad crew
company organization firm business
issue ticket problem defect
flaw vulnerability weakness exploit hole
incident outage downtime disruption
docs documentation manual handbook doc
lawyer legal counsel
privacy personal gdpr
rule policy guideline standard convention
goal objective target aim purpose
result outcome output
deadline date day due
duty duties task tasks job jobs role responsibility
need requirement specification
feedback complaint comment
translate translation localize language
label tag mark categorize classify
duplicate twice double
old stale outdated obsolete inactive
secret confidential hidden embargo
access login credential account
risk danger threat
progress status state
summary overview recap digest
retrospective postmortem retro
blame guilty accuse
disagree argue conflict dispute quarrel disagreement
impediment obstacle blocker barrier block stuck
improve enhance optimize better
merge integrate combine
revert rollback undo
dependency library package
value worth benefit
attend join participate come
welcome greet
watch monitor observe
speak represent voice
example sample
hypothesis theory suspicion suspect guess
instruction runbook procedure guide playbook
spelling style grammar
reproduce confirm recreate
repository repo codebase
expert specialist
deputy substitute replacement stand-in
contract agreement vendor supplier
`;

/** What a stem means, as the stem that stands for its group; undefined where it has none. A stem has one meaning: its first. */
export function createMeanings(): ReadonlyMap<string, string> {
  const meanings = new Map<string, string>();
  for (const line of GROUPS.trim().split('\n')) {
    const [first = '', ...more] = line.split(' ').map(stem);
    for (const word of [first, ...more]) if (!meanings.has(word)) meanings.set(word, first);
  }
  return meanings;
}
