#include "evidence/saying_words.h"

namespace parley {
namespace {

Words cue_forms() {
  Words forms{U"said",    U"says",  U"saying", U"told",    U"tells",  U"telling", U"wrote", U"writes",
              U"writing", U"spoke", U"thinks", U"thought", U"put",    U"read",    U"reads", U"quipped",
              U"tweeted", U"began", U"went",   U"swore",   U"vowing", U"sang",    U"joked", U"according"};
  for (std::u32string verb :
       {U"add",      U"announce", U"ask",      U"answer",    U"argue",     U"assert",   U"accuse",    U"acknowledge",
        U"admit",    U"advise",   U"agree",    U"allege",    U"assure",    U"believe",  U"blast",     U"boast",
        U"call",     U"caution",  U"charge",   U"claim",     U"comment",   U"complain", U"concede",   U"conclude",
        U"confirm",  U"continue", U"contend",  U"criticize", U"criticise", U"cite",     U"cry",       U"declare",
        U"decry",    U"demand",   U"denounce", U"deny",      U"describe",  U"dismiss",  U"emphasize", U"emphasise",
        U"exclaim",  U"explain",  U"express",  U"hint",      U"insist",    U"joke",     U"label",     U"lament",
        U"mention",  U"mock",     U"note",     U"observe",   U"offer",     U"point",    U"praise",    U"predict",
        U"pledge",   U"proclaim", U"promise",  U"promis",    U"propose",   U"quip",     U"quote",     U"reiterate",
        U"recall",   U"refer",    U"reject",   U"remark",    U"remind",    U"repeat",   U"reply",     U"report",
        U"respond",  U"retort",   U"shout",    U"slam",      U"state",     U"stress",   U"suggest",   U"testify",
        U"threaten", U"tout",     U"tweet",    U"urge",      U"vow",       U"voice",    U"warn",      U"wonder",
        U"yell",     U"post",     U"recount",  U"counter",   U"defend",    U"condemn",  U"rip",       U"deem",
        U"dub"}) {
    const char32_t last = verb.back();
    const bool doubles =
        verb == U"admit" || verb == U"quip" || verb == U"refer" || verb == U"slam" || verb == U"rip" || verb == U"dub";
    const auto stem = last == U'e' ? verb.substr(0, verb.size() - 1) : doubles ? verb + last : verb;
    const bool turns =
        last == U'y' && std::u32string_view(U"aeiou").find(verb[verb.size() - 2]) == std::u32string_view::npos;
    forms.insert(turns ? verb.substr(0, verb.size() - 1) + U"ied" : stem + U"ed");
    forms.insert(turns ? verb.substr(0, verb.size() - 1) + U"ies" : verb + U"s");
    forms.insert(stem + U"ing");
  }
  return forms;
}

}  // namespace

bool is_cue(std::u32string_view word) {
  static const Words forms = cue_forms();
  return forms.count(std::u32string(word)) > 0;
}

namespace saying {

const Words nouns{U"calls",   U"charges",  U"claims",  U"comments", U"demands", U"notes",  U"offers",
                  U"points",  U"promises", U"quotes",  U"reports",  U"states",  U"tweets", U"answers",
                  U"pledges", U"posts",    U"read",    U"reads",    U"writing", U"put",    U"voices",
                  U"charged", U"thought",  U"meeting", U"counters", U"remarks"};
const Words pronouns{U"he", U"she", U"they", U"i", U"we", U"it"};
const Words who{U"who"};
const Words before_verb{U"has",     U"have",    U"had",   U"is",    U"was",  U"are",   U"were",  U"been",  U"also",
                        U"later",   U"then",    U"once",  U"again", U"even", U"just",  U"still", U"never", U"often",
                        U"not",     U"did",     U"would", U"will",  U"to",   U"could", U"may",   U"might", U"first",
                        U"further", U"earlier", U"soon",  U"now",   U"have", U"being", U"went",  U"on"};
const Words bounds{U"that",  U"but",    U"when",  U"as",      U"while",  U"because",  U"if",
                   U"after", U"before", U"where", U"since",   U"though", U"although", U"what",
                   U"how",   U"which",  U"so",    U"whether", U"than"};
const Words ends_source{U"in",     U"on",       U"at",      U"to",        U"during",  U"after",     U"about",
                        U"last",   U"earlier",  U"when",    U"as",        U"while",   U"this",      U"before",
                        U"by",     U"that",     U"with",    U"from",      U"later",   U"who",       U"and",
                        U"but",    U"recently", U"today",   U"yesterday", U"via",     U"if",        U"referring",
                        U"adding", U"speaking", U"because", U"monday",    U"tuesday", U"wednesday", U"thursday",
                        U"friday", U"saturday", U"sunday"};
const Words articles{U"a", U"an", U"the"};
const Words determiners{U"a",   U"an",      U"the",  U"his",  U"her",     U"their", U"its", U"one",
                        U"two", U"another", U"some", U"many", U"several", U"our",   U"my"};

const Words openers{U"meanwhile", U"however", U"still", U"then",  U"instead", U"moreover", U"and", U"yet",
                    U"now",       U"here",    U"there", U"these", U"those",   U"also",     U"for", U"of"};
const Words joins{U"and", U"but", U"or"};
const Words days{U"monday",   U"tuesday", U"wednesday", U"thursday",  U"friday",
                 U"saturday", U"sunday",  U"today",     U"yesterday", U"tonight"};
const Words be{U"is", U"are", U"was", U"were", U"been", U"being", U"be"};
const Words later{U"later", U"earlier", U"ago", U"before", U"after"};

}  // namespace saying
}  // namespace parley
