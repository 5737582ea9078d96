#include "evidence/lexicon.h"

#include <string>
#include <unordered_map>

#include "evidence/tokens.h"

namespace parley {
namespace {

constexpr std::string_view say =
    "add announce ask answer argue assert acknowledge admit advise allege assure boast caution claim comment complain "
    "concede conclude confirm continue contend cite cry declare demand deny describe emphasize emphasise exclaim "
    "explain "
    "express hint insist joke lament mention note observe offer pledge predict proclaim promise propose quip quote "
    "reiterate recall remark remind repeat reply report respond retort shout state stress suggest testify threaten "
    "tweet "
    "urge vow voice warn wonder yell post recount counter call refer point talk discuss speak tout order request "
    "instruct inform brief reveal disclose elaborate estimate forecast signal write dub deem label term boast swear "
    "maintain profess concur agree disagree object protest plead appeal beg invite agree decline refuse vow affirm "
    "reaffirm clarify specify summarize address chant detail outline relay underline underscore highlight indicate "
    "joke muse opine blurt gush interject mutter whisper snap scoff snipe fire accuse charge";
constexpr std::string_view think =
    "believe think hope fear expect want wish feel know consider doubt suspect guess worry intend plan prefer decide "
    "realize realise assume suppose imagine anticipate understand regard view see seek desire remember forget agree "
    "recognize recognise dream love like hate support oppose favor favour need mean aim learn hear read regret fear "
    "envision conclude determine judge ponder question";
constexpr std::string_view show =
    "show find reveal demonstrate suggest indicate reflect prove note say project conclude estimate report confirm "
    "document detail describe imply conclude predict rank rate list cite reckon";
constexpr std::string_view judge =
    "criticize criticise praise blast slam mock denounce condemn reject dismiss defend endorse back support oppose "
    "accept "
    "approve blame attack decry hail welcome tout applaud thank ridicule rip bash lambaste question challenge dispute "
    "rebuke chide scold celebrate commend admire disavow dispute embrace champion deride disparage downplay object";
constexpr std::string_view noun =
    "claim claims statement statements call calls warning warnings promise promises pledge pledges demand demands "
    "comment "
    "comments remark remarks suggestion suggestions allegation allegations accusation accusations argument arguments "
    "view "
    "views belief beliefs hope hopes fear fears plan plans proposal proposals decision decisions concern concerns "
    "threat "
    "threats criticism announcement assertion assertions opinion opinions idea ideas notion prediction predictions "
    "speech "
    "interview question questions answer answers response tweet tweets testimony letter post rumor rumors confidence "
    "desire expectation expectations conclusion recommendation recommendations doubt doubts request requests vow";
constexpr std::string_view person =
    "spokesman spokeswoman spokesperson spokesmen official officials source sources analyst analysts expert experts "
    "aide "
    "aides adviser advisers advisor advisors minister ministers president senator congressman congresswoman governor "
    "secretary leader leaders critic critics supporter supporters reporter reporters lawyer lawyers diplomat diplomats "
    "professor director chairman chairwoman chief candidate candidates nominee voter voters lawmaker lawmakers "
    "attorney "
    "author strategist pollster mayor sheriff judge witness witnesses police investigators prosecutors researchers "
    "economist economists people many some others someone everyone he she they i we you who democrats republicans";
constexpr std::string_view body =
    "poll polls survey surveys report reports study studies court ministry department government administration "
    "campaign "
    "agency house pentagon kremlin times post journal news magazine newspaper network committee commission party team "
    "office council parliament congress senate army military data figures documents document records statement law "
    "rule "
    "rules constitution article editorial book it";

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> result;
  while (!words.empty()) {
    const auto end = words.find(' ');
    result.push_back(words.substr(0, end));
    words = end == words.npos ? std::string_view() : words.substr(end + 1);
  }
  return result;
}

using Classes = std::unordered_map<std::uint64_t, WordClass>;

Classes make_classes() {
  Classes classes;
  const auto put = [&](std::string_view word, WordClass kind) { classes.emplace(hash_of(word), kind); };
  const auto verbs = [&](std::string_view list, WordClass kind) {
    for (const auto verb : split(list))
      for (const auto& form : inflected(verb)) put(form, kind);
  };
  for (const auto form : split("say says said saying tell tells told telling write writes wrote written writing speak "
                               "speaks spoke speaking spoken according swore sworn per via reportedly allegedly"))
    put(form, WordClass::say);
  for (const auto form : split("think thinks thought thinking feel felt know knew known see saw seen seeing mean meant "
                               "hear heard understood learned learnt"))
    put(form, WordClass::think);
  for (const auto form : split("shown found")) put(form, WordClass::show);
  verbs(say, WordClass::say);
  verbs(judge, WordClass::judge);
  verbs(think, WordClass::think);
  verbs(show, WordClass::show);
  for (const auto word : split(noun)) put(word, WordClass::noun);
  for (const auto word : split(person)) put(word, WordClass::person);
  for (const auto word : split(body)) put(word, WordClass::body);
  return classes;
}

}  // namespace

std::vector<std::string> inflected(std::string_view verb) {
  const std::string base(verb);
  const char last = base.back();
  const auto vowel = [](char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; };
  if (last == 'y' && base.size() > 1 && !vowel(base[base.size() - 2])) {
    const auto stem = base.substr(0, base.size() - 1);
    return {base, stem + "ies", stem + "ied", base + "ing"};
  }
  const bool hisses = last == 's' || last == 'x' || base.ends_with("sh") || base.ends_with("ch");
  const auto third = base + (hisses ? "es" : "s");
  if (last == 'e') return {base, third, base + "d", base.substr(0, base.size() - 1) + "ing"};
  static constexpr std::string_view doubling[] = {"admit", "quip", "refer", "slam", "rip",    "dub",
                                                  "plan",  "snap", "chat",  "beg",  "prefer", "forget"};
  for (const auto doubles : doubling)
    if (doubles == verb) return {base, third, base + last + "ed", base + last + "ing"};
  return {base, third, base + "ed", base + "ing"};
}

WordClass word_class(std::uint64_t hash) {
  static const Classes classes = make_classes();
  const auto found = classes.find(hash);
  return found == classes.end() ? WordClass::none : found->second;
}

}  // namespace parley
