import { stem } from './words.ts';

/**
 * Words of everyday work that mean much the same, a group a line; `sign-off` stands for two words. General
 * English, whatever a folder is about.
 */
const GROUPS = `
decide choose pick select determine settle decision choice say final-say last-say last-word final-word final-decision make-decision ruling weigh-up
responsible accountable answerable liable own owner ownership in-charge look-after take-care
write draft author compose formulate write-down put-writing
create make produce generate draw set-up put-together come-up draw-up
build develop implement construct code program
approve accept authorize okay endorse confirm consent permission agree sign-off say-yes green-light give-ok give-go ok clearance
reject refuse decline deny veto say-no turn-down
check review inspect examine verify validate audit go-over look-over double-check look-over proofread
run lead moderate facilitate chair host conduct head steer direct guide drive
organize arrange plan schedule coordinate prepare timetable set-up
tell inform notify alert brief report update announce communicate let-know keep-posted keep-loop pass-on notice
explain clarify describe
publish release ship launch deploy deliver rollout live go-live put-out roll-out ship-out
answer reply respond
collect gather compile pull-together put-together bring-together
record log note minutes write-up write-down keep-record
teach train coach mentor educate instruct
help support assist aid back-up
fix repair mend correct
remove delete drop withdraw get-rid take-down throw-out kick-out throw-away clear-out
change modify alter adjust edit adapt tweak rewrite
stop cancel halt abort terminate call-off shut-down pull-plug
close finish end complete done wrap-up
start begin open initiate declare kick-off set-off begin
appoint assign nominate designate allocate distribute hand-out give-out
measure estimate size assess evaluate rate gauge
prioritize rank order sort sequence priority urgent urgency importance
buy purchase procure acquire
pay fund finance budget money cost spend expense price
hire recruit
escalate raise call-in bring-in
page wake summon wake-up get-bed
meeting session ceremony event
boss executive management leadership director ceo chief vp c-level higher-ups bosses executives
customer client user consumer buyer
employee colleague staff coworker
newcomer beginner novice newbie starter first-time new-people new-joiner new-hire joiner
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
attend join participate come take-part be-there show-up
welcome greet
watch monitor observe keep-eye
speak represent voice
example sample
hypothesis theory suspicion suspect guess
instruction runbook procedure guide playbook
spelling style grammar
reproduce confirm recreate
repository repo codebase
expert specialist
deputy substitute replacement stand-in
contract agreement
vendor supplier provider
invoice bill
salary wage payroll compensation
refund reimburse reimbursement
room office space
equipment device hardware laptop computer gear
visitor guest
food lunch catering meal snack
vacation holiday leave absence
sick ill illness
candidate applicant interviewee
resign quit
event conference meetup
venue location site
register registration signup enrol enroll
emergency alarm
accident injury hurt
server machine host
network wifi internet
article post blog 
newsletter mailing
picture photo image illustration
video film footage recording
website webpage homepage
press media journalist reporter
brand logo
study experiment trial
paper publication
course class lesson lecture workshop
student pupil learner
exam quiz
trip travel journey
car vehicle van
parcel shipment
stock inventory
phone call ring dial
clean tidy cleanup neat
carry transport
replace swap exchange substitute
receive
send mail forward
book reserve reservation
show present demo demonstrate display presentation
search find locate look-for
calculate compute
forecast predict 
store archive
install configure configuration
restart reboot
protect secure
child kid children
parent mother father family
doctor physician medic
medicine drug medication
member participant attendee
volunteer helper
treasurer cashier
vote ballot election elect
share split
sell sale sales
shop 
donate donation gift
punish sanction discipline
permit license licence
warn warning caution
advise advice recommend recommendation suggest suggestion consult
discuss talk debate
negotiate bargain
count tally
compare comparison
calm reassure comfort
fair just equal
fast quick rapid
safe safety security
`;

/** What a stem means, as the stem that stands for its group; undefined where it has none. A stem has one meaning: its first. */
export function createMeanings(): ReadonlyMap<string, string> {
  const meanings = new Map<string, string>();
  for (const line of GROUPS.trim().split('\n')) {
    const [first = '', ...more] = line.split(' ').map(stemEach);
    for (const word of [first, ...more]) if (!meanings.has(word)) meanings.set(word, first);
  }
  return meanings;
}

const stemEach = (words: string) => words.split('-').map(stem).join('-');
