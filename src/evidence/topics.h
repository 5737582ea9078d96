// Which issue and option a passage bears on: the names, aliases and questions of case.yaml ranked against its words.
//
// Each option is a small text of its own (its name and aliases, and with less weight its issue's), ranked by BM25
// (Robertson and Zaragoza 2009) over word stems; a passage bears on the best one, if it shares a word that few others
// have. What is said to be none ("no wall", "without a wall") names only an option that says so too.
#pragma once

#include <string>
#include <unordered_map>
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
    double weight = 0;
    bool none = false;  ///< of a text that says that there is none: "No wall"
  };
  void add(std::string_view words, int issue, int option, double weight);
  [[nodiscard]] bool is_counted(const TokenText& text, std::size_t end, std::size_t number) const;
  std::unordered_map<std::uint64_t, std::vector<Entry>> entries_;  // by stem
  std::size_t issues_ = 0;
};

}  // namespace parley
