/**
 * What people ask at work that hardly any document on roles answers, one a line. It teaches every folder what is not its
 * own, whatever roles it has; a line in words that a folder's topics have is left out there. What only a certain role
 * brings up belongs into the folder's own not-ours/.
 */
export const EVERYDAY: readonly string[] = `
who looks after the mail queue when it jams
kafka consumer lag prioritized by partition?
who prioritizes the tickets at the helpdesk on floor 2
aha.io renewal is due friday
fibonacci or t-shirt sizes on our cards
goal keeper needed for the company tournament
who scored the first goal last night
step goal for the wellness challenge is 8000
who signs off my personal development goals, HR or my lead
big picture frame fell off the wall in room Oslo
objective lens for the microscope is scratched
release notes for ubuntu 24.04
who launches the VPN on the shared kiosk
rocket launch livestream at 4
who hits the merge button on fridays
press release embargo till when
launch pad in the garden, the kids love it
release candidates for the linux kernel
launchd keeps respawning the agent
who owns the release calendar in google
delivery of the new chairs, what day
whose pizza delivery is at reception
continuous delivery pipeline is red again
email deliverability dropped to 71%
who delivers the milk on mondays
delivery note 88213 is missing a page
user account locked after 3 tries
customer support line is just a dial tone
customs need an eori number
azure market place billing looks odd
who's going to the christmas market
stock market is down 4%, wow
customer wifi password for the lobby
who sends the customer gift baskets
market data feed from bloomberg cut out
user group meetup for postgres is on the 9th
my user profile picture is sideways
marketing's shared drive is full
who tests the backups
who tests the fire alarm and on which day
testing the printer, ignore my 14 pages
test restore of the oracle dump took 9 hours
who checks the defibrillator battery
drug test policy for forklift drivers
driving test tomorrow wish me luck
pen test by the external guys starts when
test account for the sandbox of paypal
who tests new laptops for dead pixels
flaky tests in the ci, third time today
smoke test of the actual smoke detectors at noon
acceptance of terms popup won't close
card not accepted in the canteen
accept my calendar invite please
who signs off timesheets
who holds the research budget of the uni partnership
research budget for nlp was cut by half
market street entrance is closed
phd research visit in Kyoto, insurance?
special needs parking spot is blocked
dietary needs form for the offsite, who collects it
user interview room has no blinds
who needs a lift to the airport
who owns the repo billing-utils
which person owns the grafana dashboard for disk space
who owns the domain that expires on the 3rd
whose S3 bucket is costing us 900 a month
who owns the blue bike in the hallway
whose yoghurt is this
who owns the pager duty schedule
who approves holidays in the Madrid office
who approves expenses over 500
who approves access to the snowflake warehouse
who approves gift cards for suppliers
whose approval is needed for a second screen
who greenlights overtime in december
who decides on the christmas party venue
who says yes to home office on mondays
who lets visitors in after six
which role do I need in aws to read secrets
iam role can't assume role
who assigns roles in the discord server
postgres role does not exist
compare the iphone 15 and 16 cameras for me
work together on the crossword at lunch?
whose shift is it on reception
who aligns the wheels on the company van
text alignment in word keeps jumping
align-items center does nothing in my css
team room is double booked
canteen closes at 14:15 right
lunch money for Ivo, 8,40 each
out of coffee beans, sos
veggie lasagna left over in the fridge, take it
microwave on 3 smells of fish
anyone up for dim sum
salad bar is back
wifi drops every ten minutes in the east wing
bluetooth headset keeps stuttering
screen flickers at 144hz
keyboard has a sticky p key
printer jam tray 2
zoom says my camera is in use
outlook eats 4 gb of ram
mouse battery dead
docking station doesn't see the second monitor
parking level -2 is flooded
u-bahn strike tomorrow
taxi receipts go where
airport hotel near Narita
flight delayed, joining from the gate
toll sticker for Slovenia
diwali day off?
clocks go back this weekend
carry over of vacation days
ooo till the 21st
half day on xmas eve, yes or no
meeting moved to 10:45
my cat walked over the keyboard, sorry
parrot in the background, I'll mute
puppy pics please
snow in april, really
spotify playlist for friday
turn down the techno
who plays bass around here
choir rehearsal at six
wimbledon final on the big tv?
running group, 5k, meet at the fountain
table tennis at noon
yoga mat found
fantasy league draft tonight
chess anyone
git push --force-with-lease
const x = arr.map(a => a * 2)
docker run -it --rm alpine sh
sudo apt install curl
<div class="row"></div>
x = lambda y: y + 1
curl -X POST localhost:8080/health
rm -rf node_modules
{"id": 12, "ok": true}
fn main() {}
TypeError: undefined is not a function
java.lang.NullPointerException at Foo.java:42
ERR_CONNECTION_REFUSED
KeyError: 'price'
ORA-00942: table or view does not exist
npm ERR! code ELIFECYCLE
panic: runtime error: index out of range [5] with length 5
disk quota exceeded
permission denied (publickey)
CORS header missing
certificate has expired
17 * 23
square root of 196
2+2
convert 5 miles to km
100 usd in yen
boiling point of ethanol
who painted the night watch
integral of sin x
translate cheers into Polish
qwertzuiop
jjjjjjjjj
sdkfjh sdkfh sd
lkjlkj;lkj
.....
zxcvbnm,,,
blorp
wertz uio
1234567890
fghfghfgh
-_-
vvvvvvvvv,,,,,,,
uiae nrtd
banana
tuesday
python
invoice
stapler
october
helsinki
javascript
cheese
payroll
elevator
blue
seven
giraffe
postgres
karaoke
lamp
contract
payslip for may is missing
desk next to the window free?
fire drill at 11
health insurance card for my spouse
sick today, back tomorrow hopefully
pension letter arrived, confused
whose jacket is on chair 14
flu shots on the 5th
farewell card for Goran, sign it
standing desk won't go up
locker key 88
window cleaner comes at nine
shred bin is full
oops wrong chat
brb phone
nice haircut in your photo
I'm stuck in the lift
sorry that was meant for my wife
remind me to call mum
tell me a joke about penguins
lol that gif
who turned off the lights
see you at the pub
who's on call for the delivery systems this weekend
who owns the pager rotation for the payments team
whose job is it to acknowledge alerts from the market data feed after midnight
anyone know who set up the pagerduty schedule for the search team?
who decides when a customer-facing alert gets silenced
who prioritises alerts when three fire at once
can someone tell me who gets paid extra for standby and how much
alert priority levels
standby team calendar
oncall handover notes
cpu alert threshold
who writes the postmortem for the outage
who owns the action items from last week's incident?
Who tells customers when we're down
who decides if a customer outage is a sev1 or a sev2
who is responsible for the root cause analysis doc
who posts in #major-incident
who calls the ceo when everything is on fire
who prioritises the postmortem follow-ups against security patches
any idea who closed INC-2231 without a comment
who gets to declare an incident over, the team or the commander
who was on the bridge call at 3
postmortem template
customer status page login
incident severity matrix
outage customer comms
war room link
mttr goal
inc 4410 timeline
Who presses the button for the 2.4 release
who signs off on the change request for the network switch
whose team cuts the release branch this time
who decides when the pre-launch deploy freeze begins
who is responsible for the delivery pipeline being red
Who uploads the build to the app store once the test run is green
who keeps the release calendar in sync with the change board
does anybody know who maintains the helm charts
who writes the rollback plan for db migrations
continuous delivery pipeline yaml
deploy freeze dates
canary rollout percentages
rollback to yesterday's build
launch darkly sdk version
deployment acceptance gate stuck
the deploy is blocked because the sign off check in github is failing
Continuous delivery keeps timing out on the artifact upload step
who owns the staging environment
who is responsible for the test data in QA2?
who resets the acceptance database each night
who do I ask for a fresh test tenant
who booked the test lab for the whole week
who has the vpn config for the acceptance server
Who manages the ssl certs on test1
who decides how many test environments we get
I can't find out who holds the test device keys
who's hogging the load test cluster
test server password
acceptance environment vpn
test data refresh schedule
sandbox credentials
qa2 test disk full
preview env quota
Acceptance is giving 502s since the restart
the test box needs a reboot, third time this week
who owns the notifications service?
Who maintains the customer-profile microservice these days
whose repo is market-feed-v2
who wrote this auth library, the docs are blank
who has admin on the design-tokens repository
who took over the legacy customer monolith after the reorg?
who do I tag for changes in /infra/terraform
what team owns the recommendation engine and who do I talk to there
checkout service contact
team alias for billing-core
need a new home for the pdf service, our team is dissolved
who can flip the dark-mode flag in prod?
who owns flag hygiene, we have 400 stale ones
Who has write permission in launchdarkly
who decides which percentage of customers gets the flag
whose flag is exp_market_banner
who in the team gets notified when a flag flips
who configured the flag targeting by customer segment
who set the default to true in the config file
who's the admin of our unleash instance
kill switch location
toggle sdk python
flag audit log
launchdarkly vs unleash
my local tests ignore the flag file
who built the customer churn report in looker?
who fixes the numbers when the goals dashboard is wrong
who is responsible for GDPR deletion in the warehouse
whose query is eating the whole snowflake credit
who do I contact about missing rows in market_prices
who can export the nps csv for me
who broke the airflow dag
looker licence
grafana goals panel
customer table schema
goals dashboard loading forever
dbt test failures
bigquery cost per team
the dashboard says 12k orders but the export says 9k
my looker tile for delivery times shows nothing
who's the jira admin
who approves new confluence spaces for a team
who do I ping for a figma editor seat
who renews the github copilot subscription
who is the okta administrator
Who set up the jira automation that moves tickets to closed
can you tell me who reset my slack workspace permissions
jira access request
zoom licence expired
who fixes the coffee machine on floor 2
Who orders toner
who has the key to the server room
who is responsible for customer parking permits
who hands out test phones and spare laptops
whose bike is blocking the delivery entrance
who books the big conference room for team days
who resets badge access
who do we tell when the lift is stuck
printer on 3 jams all day, who looks after it
wifi password guests
fire drill date
lost badge
my keyboard has a dead spacebar
the wheel alignment on the pool car is off again
who do I talk to about a mistake on my payslip?
who is my hr business partner
who signs off travel expenses above 500
who handles parental leave
who keeps the team names in the org chart current
whose approval do I need for a sabbatical
Who signs off overtime for the warehouse team
hr portal says "awaiting acceptance", who's sitting on it
vacation carryover rules
payslip october
travel policy customer visits
team offsite hotel booking
bank details changed, payroll closes tomorrow
who approves purchase orders over 10k?
who changes the delivery address on a purchase order
purchase order template
who just PMed me from the marketing account
who scheduled a team meeting for 5pm on a friday
who's in the office after 6pm
who'll be on the 7pm train
need it by 5pm
team call 3pm
goals game 8pm
who updates the gantt chart for the delivery of the racks
who is responsible for the project budget
who chairs the steering committee
whose job is it to send the project status report
who is the PMO lead
who tracks milestones for the erp rollout
who owns the RAID log
pmp exam cost
my project plan slipped by two weeks because of customs
Who owns the ticket from Acme about their invoice
who can reset a customer's password
who decides what counts as an urgent customer ticket
whose macro says "dear valued customer"
who takes calls in portuguese
who calls back the customer from berlin
need to know who spoke with the customer on case 5510
zendesk queue overflow
refund approval
customer login issue
customer says the delivery never came, tracking 1Z88
customer account locked after three tries
who signs customer contracts?
who negotiates the discount with Tesco
Who owns the salesforce opportunity for globex
who sets sales goals for the reps in iberia
who is responsible for renewals in the dach market
who sends out the quotes to customers
who gets commission on the upsell
whose customer is Lindqvist AB
who drafts the SOW
I forget who countersigns the msa
who's going to pitch to the bank on thursday
nda template
customer contract expiry
sales target q3
crm duplicate customers
renewal date acme
rfp for the hospital is due, who fills in the vendor form
commission statement looks wrong this month
who approves open source licences?
who is our data protection officer
who reviews third party contracts in legal
Who do I report a phishing mail to
who runs the pen test
who rotates the api keys
who can sign a DPA with a customer
who is responsible for soc2 evidence
who decides if a breach must go to the regulator
who has the root account of aws
iso 27001 acceptance statement
phishing report button
customer data deletion request
risk acceptance form
pen test report
I clicked on a weird link, what now
The security team blocked my usb stick
signed nda must go where
Who do I talk to about a raise
who is responsible for my training budget
whose opinion counts in calibration
who picks the speakers for the career day
who signs my development goals form
career goals form
self review deadline
goals in workday locked
mentoring programme signup
i want to quit
who approves PRs in the billing repo?
who merged this without tests
Who wrote the definition of done checklist
who maintains the eslint config
who is responsible for flaky selenium tests
who fixes the nightly regression test run
who set the branch protection so that two approvals are needed
who writes unit tests around here, nobody?
who upgraded cypress to 13
definition of done wiki
lint rule no-console
pre-commit hook alignment
my PR has been waiting four days for a review
The acceptance tests in cypress time out on the login page
text alignment in the header component fails the lint check
who drains the dead letter queue
who picks the programming language for new services
who's the architect for the data platform
whose idea was it to use graphql for everything
who can grep the logs of the customer api for me
logs for pod 7
rabbitmq memory
memory alignment bug in the c++ parser
who signed for my parcel?
who accepts deliveries when reception is closed
who is organising the team christmas party
Who runs the launch party
who ordered pizza for the team
who designs the customer newsletter
who posts on our linkedin
whose cake is in the kitchen
who is coming to the summer bbq
parcel at reception
launch party dress code
campaign budget q4
secret santa list
delivery slot for the sofa
christmas market trip
booth setup 8am
who sits on the board?
who is our ceo now
Who owns most of the shares
who presents the quarterly results to investors
who are we acquiring
who is running the stock market game this year
we lost who? the cfo?
stock market today
company goals slides
hiring freeze
referral bonus amount
esop vesting
candidate for the designer job dropped out
CSPO or PSPO, which one is worth the money?
sample questions PSPO II please
red flags when hiring a P.O.
max number of people in a daily
out of office till the 14th, please contact the deputy
how do you handle a stakeholder who keeps escalating to the CEO
how do you get buy-in from executives who don't read emails
who takes the minutes in the planning
who writes the Definition of Done
DoR: helpful or just bureaucracy?
example Definition of Done for a mobile team
Who is allowed to change the definition of done?
one DoD for five teams or one each?
who maintains the architecture decision records
who is responsible for non-functional things like latency budgets
security patching is being ignored again, who is accountable
who approves breaking changes to the public API
who sets the severity of a bug
who triages incoming bugs on Mondays
who closes a bug, the reporter or QA
who informs the customers about an outage
regression in the login page since this morning, anyone on it?
who leads the postmortem after an incident
time and material or fixed price for a startup MVP
who negotiates the license renewal with Atlassian
Who communicates downtime to customers?
who gets the app through Apple review
who writes the user documentation
who keeps Confluence tidy
technical writer or developer, who updates the readme
who owns the wiki space of the mobile team
who tracks the velocity of the team
cycle time vs lead time
Miro or Mural for workshops
who is our Jira admin
SMART goals examples
now-next-later or gantt
who coaches the team
who removes impediments
Who protects the team from interruptions?
who does code reviews in your team
does anyone know who the PdM for notifications is
who do I ask about the SSO project
who's the contact person for accessibility
who is the lead developer of the sync engine
who's on call tonight
who runs PI planning
PM2.5 limits in the new air quality regulation
the Prime Minister's Office (PMO) issued a statement on the trade deal
who inherits the rights to the source code when the agency goes bankrupt
SPIDR technique explained
Gherkin syntax cheat sheet
Our velocity dropped by half after Christmas and management wants an explanation
Planning poker online, free for up to 12 persons?
T-shirt sizing how-to
Monte Carlo forecasting for beginners
BA vs systems analyst
Typical tasks for a junior business analyst in insurance
Who makes the architecture decisions in a team without an architect?
Who should own the CI pipeline?
How do I deal with a stakeholder who changes his mind every week?
Project sponsor vs. stakeholder
Our sponsor left the company in the middle of the project. What now?
RACI chart for a software rollout
Customer refuses to take part in any demo, they only want the final result
Verification versus validation
Output vs outcome with an example please
SRS vs BRD vs FRD vs PRD, help me with the alphabet soup
Examples of leading indicators for a mobile game
HEART framework from Google, worth it?
Template for SMART goals
AARRR pirate metrics explained with a real shop
Vanity metrics, a few examples
Cycle time or lead time, which one should go on the dashboard?
Kano questionnaire sample
Card sorting tools that work on a phone
Focus groups are useless, change my mind
Elevator pitch formula by Geoffrey Moore
Cost of delay for dummies
How much weight do you give to one loud customer who pays 40% of the revenue?
Opportunity scoring explained
PI planning with 120 people over Zoom, survival tips wanted
Joint retrospective across teams, suggestions for the format?
Physical board or digital board when half of the team is remote?
Time and materials or fixed bid for a new supplier?
Who owns the intellectual property when an agency builds our app?
Liability for defects discovered after acceptance of custom software, German law
CE marking for a gadget that's still a prototype?
Release notes template that customers actually read
Friday deployments, yes or no?
App Store review rejected our build for the third time
Fix version or labels for release tracking in Jira?
Hotfix process for a team without an ops person
ATDD vs BDD vs TDD
Severity vs priority of a bug
Regression suite takes nine hours. Ideas to speed it up?
Retrospective ideas that are not start-stop-continue
Planning took six hours yesterday and people were asleep by the end
Walking the board instead of the three questions
Scope creep, real-life example wanted
Business case template in Word
Watermelon reporting: green outside and red inside
Working agreement sample for a new team
Personas are a waste of paper
Merge conflict in package-lock.json every single day
Convert a JSON array to CSV in Python
Circular import error after moving the models
Tabs or spaces?
ESLint complains about an unused variable that I do use
regex for german postal codes
Our monorepo takes 25 minutes to build
Memory leak in the Node process, heap grows 40 MB an hour
The staging server is returning 502 again
Certificate for the intranet expires on Sunday
Who is on call this weekend?
Disk full on the build agent
Terraform plan wants to destroy the database, help
Nightly backup failed with exit code 137
DNS change still not visible after 24 hours
Alert fatigue: 900 pages last month
The cron job ran twice when the clocks changed
LEFT JOIN returns more rows than expected
Tableau extract hasn't refreshed since Friday
MongoDB or Postgres for event logs?
Power BI report is off by one cent
Airflow DAG stuck in queued
Excel turns my order numbers into dates
My laptop doesn't charge any more
Outlook keeps asking for the password
Printer on the third floor jams with every double-sided page
I lost my phone with the authenticator on it
Zoom has no sound on Linux
Got a suspicious mail from "the CEO" about gift cards
Wi-Fi in the canteen is awfully slow
My badge won't open the garage
Teams or Slack for calls with outsiders?
Spam filter swallowed an invoice from our landlord
Who approves my overtime?
Notice period during probation
Intern starts Monday and has no contract yet
Who ate my yoghurt?
Lost a grey scarf near the reception
The window in room Oslo doesn't close
Parking spot for a visitor tomorrow at ten
Anyone up for table football at five?
Plants in the lobby look thirsty
Farewell card for Miriam is on my desk
It is freezing in the open space, who turned on the air conditioning
Purchase order number for the Lisbon conference?
Invoice from our hosting provider hasn't been paid
Credit card limit too low for the hotel booking
Depreciation period for laptops
Concur rejects my mileage with no reason given
VAT number of our Polish subsidiary?
Petty cash for stamps
Accessible contrast for grey text on white
Dark mode flickers on page load
Font licence for Helvetica Neue on the website?
Favicon doesn't update in Safari
Cookie banner blocks the checkout button on small phones
Lighthouse score fell from 92 to 61
Translation for the 404 page in Finnish is missing
Newsletter looks broken in Outlook 2016
Someone committed an AWS key to a public repo
OAuth or SAML for single sign-on?
CORS error when calling the payment API
Phishing training link has expired
Bug bounty hunter demands 5,000 euros
Confluence page restored to an older version, who can see that?
Jira automation: close all subtasks with the parent
Trello to Asana import loses the attachments
Notion database relation to two tables
Need admin rights for the GitHub organisation
Slack reminders on weekdays only
Precision or recall for a spam filter?
GPU out of memory with batch size 8
Who won the Champions League in 1999?
Recipe for banana bread without eggs
Tell me a joke about programmers
Customer was charged twice for the same subscription
Forklift licence renewal, who organises the course?
Chat queue is at 140 and there are only two agents online
Parcel to Norway stuck in customs for nine days
Label printer prints everything upside down
NDA template in English, please
A journalist called about the layoffs, whom do I put her through to?
Trade fair booth in Hanover: who brings the banner?
Our domain was copied by a fake shop
Commission for the third quarter is still missing
LinkedIn post about the merger, am I allowed to share it?
who talks to HR
who talks to the tax office
who speaks with the landlord's agent
who speaks with the insurance company
who speaks with our bank
who works with the consultants
who works with the payroll team
who works with the printer supplier
who collaborates with the data protection officer
who collaborates with the university
who collaborates with the phone company
who finds out what job applicants expect
who finds out what the trainees need
who finds out what the neighbours complain about
who interviews freelancers
who coordinates the trainees
who coordinates the freelancers
who leads the sysadmins
who leads the apprentices
who manages the receptionists
who negotiates with the caterer
who negotiates with the phone company
who explains the payslip to freelancers
who explains the rules to visitors
who stays in touch with former employees
who meets the accountant
who listens to the apprentices
who represents us at the trade fair
who answers the questions of job applicants
who signs off the vendor contracts
who signs off sick notes
who approves parental leave
who approves travel bookings
who approves the press release
who approves a new password policy
who accepts returns from shops
who tests the smoke detectors
who tests the certificates on the wifi
who tests the load balancer
who checks the licences for the IDE
who checks that the cron jobs ran
who checks that the meeting rooms are clean
who reviews the merge conflicts
who reviews the salary bands
who writes the press release
who writes job offers
who writes the load tests
who writes the annual report
who breaks down the cloud bill
who breaks the invoice down by team
who splits the work among the testers
who makes the price list
who makes the sales deck
who makes the visitors' badges
who creates the VPN accounts
who creates the docker images
who documents the API keys
who presents the annual report
who delivers the office furniture
who delivers the coffee beans
who ships the returns
who drives the company car
who gathers the donations
who gathers the signatures
who prioritizes the interview candidates
who orders the first aid kit
who orders the snacks
who orders the cake
who orders pens and paper
who orders new monitors
who orders the business cards
who orders the licences for the IDE
who ranks the job applicants
who picks the icons
who picks the caterer
who plans the summer party
who plans the stock take
who aligns the buttons on the landing page
who aligns the payslips with the contracts
who analyzes the cloud bill
who analyzes the load tests
who researches office furniture
who researches travel prices
who researches insurance offers
who fixes the merge conflicts
who cleans up the fridge
who runs the daily
who runs the daily stand-up
who moderates the daily
who is responsible for quality
who is responsible for the quality of the code
who makes the slides for the demo
who makes sure the servers are up
who makes sure the code is safe
`
  .trim()
  .split('\n');
