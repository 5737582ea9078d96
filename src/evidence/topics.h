// Which issue and option a passage bears on: the names, aliases and questions of case.yaml ranked against its words.
//
// Each option is a small text of its own (its name and aliases, and with less weight its issue's), ranked by BM25
// (Robertson and Zaragoza 2009) over word stems; a passage bears on the best one, if it shares words that few others
// have, and a third at least of one of its names. A party's name alone names no option. What is said to be none ("no
// wall", "without a wall") names only an option that says so too.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "casebook/casebook.h"
#include "evidence/tokens.h"

namespace parley {

struct Topic {
  int issue = -1;
  int option = -1;  ///< -1 where the words name the issue and no option of it
  double score = 0;
  std::vector<std::size_t> tokens;  ///< the words it rests on
};

class TopicIndex {
 public:
  explicit TopicIndex(const Casebook& casebook);

  /// The topic of the tokens [begin, end); issue -1 where they name none.
  [[nodiscard]] Topic find(const TokenText& text, std::size_t begin, std::size_t end) const;

 private:
  struct Entry {
    int issue = -1, option = -1;
    std::size_t text = 0;  ///< which name, alias or question it stands in
    double weight = 0;
    bool none = false;  ///< of a text that says that there is none: "No wall"
  };
  struct Name {
    int option = -1;
    bool is_name = false;  ///< no question
    std::vector<std::uint64_t> stems;
    double rare = 0;  ///< the rarity of its words together
  };
  struct Hit {
    std::size_t token = 0;
    const std::vector<Entry>* entries = nullptr;
    double rare = 0;
    bool none = false;     ///< said to be none
    bool counted = false;  ///< stands before, the other way
    bool actor = false;    ///< of a party's name too
  };
  void add(std::string_view words, int issue, int option, double weight);
  void add_actor(std::string_view name);
  [[nodiscard]] bool is_counted(const TokenText& text, std::size_t end, std::size_t number) const;
  [[nodiscard]] double rarity(const std::vector<Entry>& list) const;
  [[nodiscard]] std::vector<Hit> hits(const TokenText& text, std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::map<int, double> coverage(const std::vector<Hit>& hits, int issue) const;
  [[nodiscard]] bool is_shared(const std::vector<Entry>& entries, int issue) const;
  [[nodiscard]] bool is_named(const std::vector<Hit>& hits, int issue) const;
  [[nodiscard]] int best_option(const std::vector<Hit>& hits, int issue,
                                const std::map<std::pair<int, int>, double>& scores) const;
  std::unordered_map<std::uint64_t, std::vector<Entry>> entries_;  // by stem
  std::vector<Name> texts_;
  std::vector<int> things_;                   // of each issue: its options that do not say that there is none
  std::unordered_set<std::uint64_t> actors_;  // stems of the parties' names
  std::unordered_set<int> numeric_;           // issues whose options are numbers
  std::size_t issues_ = 0;
};

}  // namespace parley
