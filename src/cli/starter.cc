#include "cli/starter.h"

namespace parley {
namespace {

constexpr std::string_view case_yaml =
    R"(# A case is one negotiation under study: who negotiates, about what, under which rules.
# This one is invented and shows each feature once. Change what is here, and delete what you do not need;
# `parley check` says what is wrong, with the line. The manual of these files is docs/case.md.

title: The water of the Lind
note: Two towns on one river, and the port below them.
as_of: 2025-03-01                  # what was said later is left out, unless --as-of says otherwise

parties:
  - id: hill
    name: Hillside
    aliases: [the upper town]      # other names that texts use
    rank: 0                        # of what is said in the party's own name; the higher rank stands first
    # firmness: 0.9                # the share of worlds in which its red lines bind; default 1
    no_deal:                       # what it expects without agreement: one option for each issue that concerns it,
      share: upper                 #   one option,
      works: none
      fee: 0
      quarrel: {goes-on: 0.7, court: 0.3}   # or several with their shares
  - id: vale
    name: Valewater
    no_deal: {share: upper, works: none, fee: 0, quarrel: [goes-on, court]}   # or several, equally likely
  - id: port
    name: Port Lind
    kind: voice                    # heard, and asked where an option needs it; packages need principals and bodies
  - id: council
    name: River Council
    kind: body                     # a collective: consents by the votes of its members
    members: [hill, vale, port]
    rule: majority                 # or unanimity, or quota with `quota:` and `weights:`
    # silent: refuse               # how silent members vote; by default both readings differ

# An option of no-deal that holds for every principal that does not say otherwise:
# no_deal: {quarrel: goes-on}

people:
  - {id: adler, name: Ruth Adler, aliases: [Mayor Adler], party: hill}
  - {id: brook, name: Tom Brook, party: vale}
  - {id: crane, name: Eva Crane}

offices:                           # who speaks for a party, with which rank, and when
  - id: mayor-of-hillside
    name: Mayor of Hillside
    party: hill
    rank: 10
    holders: [{person: adler, from: 2023-06-01}]
  - id: head-of-valewater
    name: Head of the Valewater council
    party: vale
    rank: 10
    holders: [{person: brook}]

issues:
  - id: share
    name: The share of the water
    question: How is the water divided in a dry summer?
    kind: ordered                  # options in order, from one end to the other
    options:
      - {id: upper, name: the upper town takes what it needs}
      - {id: two-thirds, name: two thirds to one third}
      - {id: equal, name: equal shares, aliases: [half and half]}
      - {id: lower, name: the lower town comes first}
  - id: works
    name: The reservoir
    question: Who builds and keeps a reservoir?
    kind: choice                   # options without an order (the default)
    options:
      - {id: none, name: none is built}
      - {id: joint, name: both towns build it, needs: [council]}   # an option whose choice needs others' consent
      - {id: upper-alone, name: the upper town builds it alone}
  - id: fee
    name: The fee for water
    kind: numeric                  # the options are the numbers from min to max
    unit: thousand a year
    min: 0
    max: 100
    step: 25
  - id: quarrel
    name: The quarrel
    question: Does the quarrel end?
    concerns: [hill, vale]         # whom it concerns; default: all with a stance on it
    options:
      - {id: ended, name: it ends}
      - {id: goes-on, name: it goes on, only_without_deal: true}   # exists only where there is no deal
      - {id: court, name: it goes to court, only_without_deal: true}

levers:                            # what one actor can do outside any package
  - id: gates
    name: The sluice gates during the talks
    actor: hill
    options: [{id: open, name: stay open}, {id: shut, name: are shut}]
    # now: open                    # where it is known; else each world draws one

rules:                             # what every package must satisfy
  - id: water-for-work
    formula: works = joint -> share != upper
    note: Nobody builds together for water that only one side gets.

drafts:                            # texts on the table; clauses may be left open
  - id: engineers-plan
    name: The engineers' plan
    clauses: {share: equal, works: joint}
)";

constexpr std::string_view documents_yaml =
    R"(# The sources. A text that may be kept with the case lies in documents/; of the others the URL is enough.
- id: minutes
  file: documents/minutes.md
  title: Minutes of the open meeting
  publisher: The Lind Gazette
  authors: [A. Reporter]
  date: 2025-02-20
  rights: invented for this example
  # url: https://example.org/minutes
  # sha256: the file's SHA-256, so that `parley check` sees when the text has changed
)";

constexpr std::string_view minutes_md = R"(# Minutes of the open meeting

Mayor Ruth Adler opened for Hillside. "We will never accept that the lower town comes first," she said. "Two thirds to
one third is fair, and we could live with equal shares if the reservoir is built by both towns." She added: "Our mills
stand still when the river is low."

Tom Brook, who heads the council of Valewater, answered that "any deal must give us equal shares at least". A joint
reservoir would be welcome, he said, and a fee of up to 50 was no obstacle. "Nobody here wants this quarrel to go on."

Eva Crane, an engineer, reported that Port Lind "would not stand in the way of a joint reservoir". It is not known
whether Hillside would leave the gates open during the talks.
)";

// Quotations without `start` and `end` are looked for in the document.
constexpr std::string_view statements_csv =
    R"(id,document,start,end,quote,speaker,party,form,act,issue,option,stance,importance,condition,otherwise,claim,date,certainty,coder,note
s1,minutes,,,"We will never accept that the lower town comes first",mayor-of-hillside,hill,direct,reject,share,lower,reject,high,,,,2025-02-20,,me,A red line; importance is that of the issue to the party
s2,minutes,,,Two thirds to one third is fair,mayor-of-hillside,hill,direct,support,share,two-thirds,favour,,,,,2025-02-20,,me,A stance on one option
s3,minutes,,,we could live with equal shares if the reservoir is built by both towns,mayor-of-hillside,hill,direct,concede,share,equal,accept,,works = joint,oppose,,2025-02-20,,me,A stance under a condition and what holds otherwise
s4,minutes,,,Our mills stand still when the river is low,mayor-of-hillside,hill,direct,reason,share,,,,,,,2025-02-20,,me,The reason for a position: shown and never computed on
s5,minutes,,,any deal must give us equal shares at least,head-of-valewater,vale,direct,request,share,>=equal,demand,critical,,,,2025-02-20,,me,A set of options: this one and all above it
s6,minutes,,,any deal must give us equal shares at least,head-of-valewater,vale,direct,request,share,<equal,reject,,,,,2025-02-20,,me,The other half of the same demand
s7,minutes,,,A joint reservoir would be welcome,head-of-valewater,vale,indirect,support,works,joint,favour,medium,,,,2025-02-20,,me,Reported speech
s8,minutes,,,a fee of up to 50 was no obstacle,head-of-valewater,vale,indirect,concede,fee,<=50,accept,low,,,,2025-02-20,,me,A range of a numeric issue
s9,minutes,,,Nobody here wants this quarrel to go on,head-of-valewater,vale,direct,,quarrel,ended,demand,high,,,,2025-02-20,,me,
s10,minutes,,,would not stand in the way of a joint reservoir,crane,port,mixed,,works,joint,tolerate,,,,,2025-02-20,0.6,me,Hearsay: she does not speak for the port; certainty is the share of worlds in which it is taken to be right
s11,minutes,,,It is not known whether Hillside would leave the gates open during the talks,,hill,unknown,,,,,,,,,2025-02-20,,me,Said to be unclear: kept and shown
s12,,,,,,hill,judgement,,quarrel,ended,favour,medium,,,,2025-02-25,,me,An analyst's own judgement needs a reason: the mayor stands for election in May
)";

constexpr StarterFile starter[] = {{"case.yaml", case_yaml},
                                   {"documents.yaml", documents_yaml},
                                   {"statements.csv", statements_csv},
                                   {"documents/minutes.md", minutes_md}};

}  // namespace

std::span<const StarterFile> starter_files() { return starter; }

}  // namespace parley
