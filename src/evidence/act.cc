#include "evidence/act.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "evidence/stance_words.h"

namespace parley {
namespace {

struct Phrases {
  std::string_view act, phrases;  // parted by commas; a word that ends in '*' stands for all that begin so
};

// Rank 0 before rank 1 wherever it stands; in one rank, the first in the sentence.
constexpr Phrases strong[] = {
    {"threaten",
     "threaten*,ultimatum,warned of,vowed to retaliate,or face,claims to be manufacturing,"
     "vowed revenge,will retaliate,would retaliate"},
    {"reject",
     "reject*,refus*,declin* to,dismiss*,veto*,oppos*,denied,ruled out,rule out,out of the question,"
     "denies,failed to reach,failed to agree,turned down,will not accept,not negotiable,off the table,violated,"
     "no intention,never agree,never accept,will never,would never,broke off talks,walked out"},
    {"request",
     "demand*,call* for,call* on,call* upon,order* former,ordered,urg*,insist*,must,appeal* for,"
     "appeal* to,ask* for,ask* the,asked,request*,push* hard,sought,should hand,press* for,press* the,have to withdraw,"
     "need to withdraw"},
    {"concede",
     "lift* a,lift* the,lifted,ease* restrictions,eased,relax*,cancelled restrictions,canceled restrictions,"
     "shorten*,call* off,called off,allow* opposition,allowed,taken several,taken steps,took steps,loosen*,"
     "freed,released,backed down,gave in,gave up,dropped its,cede*,concede*,unblock*,reopen*"},
    {"agree",
     "agree*,offer*,ready to,willing to,prepared to,promis*,pledg*,committed to,accept*,consent*,"
     "signed a deal,sign* an agreement,undertook to,undertake* to,will allow,will give,will support,will release,will "
     "return,will "
     "visit,"
     "would meet,will meet,will hand,will send,will provide,will help,will lift,will withdraw its troops,guarantee*"},
    {"sanction",
     "suspen*,sanction*,embargo*,cancelled,canceled,expel*,cut off,boycotted,imposed sanctions,prohibit*,freeze*,"
     "reduced food,ended mediation,recall* its"},
    {"retreat", "withdrew,resign*,surrender*,ceasefire,cease-fire,retreat*,pull* out,pulled back"},
    {"protest", "protest*,demonstrat*,rall*,marched,riot*,strike*,picket*,hunger strike"},
    {"coerce",
     "arrest*,detain*,imposed,impose* a,curfew,seized,seize*,crackdown,deport*,raid*,banned,confiscat*,jail*,tortur*"},
    {"assault",
     "kill*,attack*,bomb*,shell*,murder*,assassinat*,wound*,explod*,ambush*,fighting,clash*,fired on,shot,"
     "abduct*,kidnap*,hijack*,fired,airstrike*,strikes"},
    {"mobilize", "mobiliz*,mobilis*,deploy*,on alert,build-up,massed,reinforc*"},
    {"accuse",
     "accus*,denounc*,condemn*,critici*,blam*,complain*,charg*,indict*,suing,sued,investigat*,inspectors,hearing,"
     "deplor*,slam*,blast*"},
    {"support", "prais*,support*,back*,endors*,defend*,welcom*,applaud*,diplomatic ties,treaty,forgive*,recogni*"},
    {"aid", "donat*,aid,provid*,grant*,send* arms,supply,supplied,evacuat*,humanitarian,asylum,relief"},
    {"cooperate", "cooperat*,sharing,shared,joint*,war games"},
    {"consult",
     "met,meet*,talks,visit*,arriv*,negotiat*,mediat*,discuss*,consult*,welcome,phone*,spoke,confer*,call* with"}};

constexpr std::string_view taking[] = {"withdraw", "boycott", "blockade", "impose",  "extend", "halt",
                                       "tighten",  "ban",     "cut",      "suspend", "attack", "strike",
                                       "close",    "expel",   "stop",     "block",   "break",  "resume",
                                       "invade",   "launch",  "punish",   "deny",    "end"};

struct Word {
  std::string_view text;
  bool stem = false;
};
struct Phrase {
  std::vector<Word> words;
  std::size_t act = 0;
};
using Index = std::unordered_map<std::string_view, std::vector<Phrase>>;  // by the first three letters

const Index& phrase_index() {
  static const Index index = [] {
    Index made;
    for (std::size_t act = 0; act < std::size(strong); ++act) {
      std::string_view rest = strong[act].phrases;
      while (!rest.empty()) {
        const auto comma = rest.find(',');
        auto phrase_text = rest.substr(0, comma);
        rest = comma == rest.npos ? std::string_view() : rest.substr(comma + 1);
        Phrase phrase{{}, act};
        while (!phrase_text.empty()) {
          const auto space = phrase_text.find(' ');
          auto word = phrase_text.substr(0, space);
          phrase_text = space == phrase_text.npos ? std::string_view() : phrase_text.substr(space + 1);
          const bool stem = word.ends_with('*');
          if (stem) word.remove_suffix(1);
          phrase.words.push_back({word, stem});
        }
        made[phrase.words.front().text.substr(0, 3)].push_back(std::move(phrase));
      }
    }
    return made;
  }();
  return index;
}

}  // namespace

std::optional<FoundAct> find_act(const TokenText& text, std::size_t begin, std::size_t end) {
  struct Hit {
    std::size_t act, at, end;
  };
  std::optional<Hit> best;
  const auto better = [](const Hit& a, const Hit& b) {
    const bool a_threat = a.act == 0, b_threat = b.act == 0;
    if (a_threat != b_threat) return a_threat;
    // The five acts of positions speak louder than the rest of the sentence.
    const bool a_main = a.act <= 4, b_main = b.act <= 4;
    if (a_main != b_main) return a_main;
    return a.at < b.at || (a.at == b.at && a.end > b.end);
  };
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view word = text.tokens[i].lower;
    if (i > begin && (word == "will" || word == "would" || word == "may")) {
      const std::size_t verb = i + 1 < end && text.tokens[i + 1].lower == "not" ? i + 2 : i + 1;
      if (verb < end) {
        const std::string_view next = text.tokens[verb].lower;
        const bool takes = std::find(std::begin(taking), std::end(taking), next) != std::end(taking) ||
                           (verb == i + 2 && next == "allow");
        if (takes && (!best || better({0, i, verb + 1}, *best))) best = Hit{0, i, verb + 1};
      }
    }
    const auto found = phrase_index().find(word.substr(0, 3));
    if (found == phrase_index().end()) continue;
    for (const auto& phrase : found->second) {
      if (i + phrase.words.size() > end) continue;
      bool matches = true;
      for (std::size_t k = 0; k < phrase.words.size() && matches; ++k) {
        const std::string_view here = text.tokens[i + k].lower;
        matches = phrase.words[k].stem ? here.starts_with(phrase.words[k].text) : here == phrase.words[k].text;
      }
      if (!matches) continue;
      std::size_t act = phrase.act;
      const bool turned = (act == 0 || act == 1 || act == 4) && is_negated(text, begin, i);
      if (turned && act != 4) continue;  // "would not rule out"
      if (turned) act = 1;
      const Hit hit{act, i, i + phrase.words.size()};
      if (!best || better(hit, *best)) best = hit;
    }
  }
  if (!best) return std::nullopt;
  return FoundAct{std::string(strong[best->act].act), best->at, best->end};
}

}  // namespace parley
