// Reading case.yaml, section by section. First everything is declared, so that all ids are known; then it is linked:
// references become indices.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/casebook.h"
#include "casebook/texts.h"
#include "casebook/yaml_reader.h"

namespace parley {

/// Ids that share one space of names: parties, people, offices and documents; issues and levers.
class IdSpace {
 public:
  /// Declares an id of the thing numbered `index` among its kind; its other names help to find what was meant. False
  /// after a problem: the id is taken.
  bool declare(YamlReader& yaml, const YamlNode& at, std::string_view kind, const std::string& id, int index,
               const std::vector<std::string>& names);
  /// The index that the text of a node names, -1 after a problem.
  int resolve(YamlReader& yaml, const YamlNode& at, std::string_view kind) const;

 private:
  struct Entry {
    std::string kind;
    int index = -1;
    Place place;
  };
  [[nodiscard]] std::string suggestion(const std::string& word, std::string_view kind) const;

  std::map<std::string, Entry, std::less<>> entries_;
  std::map<std::string, std::string, std::less<>> ids_by_name_;
};

/// What the sections of a case share while it is read.
struct CaseReader {
  YamlReader& yaml;
  Casebook& book;
  IdSpace& actors;                           ///< parties, people, offices; then documents
  IdSpace topics;                            ///< issues, levers
  std::vector<const YamlNode*> party_nodes;  ///< of each party; a bare id is a scalar
  std::vector<const YamlNode*> person_nodes;
  std::vector<const YamlNode*> office_nodes;
  std::vector<const YamlNode*> issue_nodes;
  std::vector<std::vector<const YamlNode*>> option_nodes;  ///< of each issue that is not numeric
  std::vector<const YamlNode*> lever_nodes;

  /// The parties that a list under `key` names, each once.
  std::vector<int> parties_under(const YamlNode& map, std::string_view key);
};

void declare_actors(CaseReader& reader, const YamlNode& root);  ///< parties, people, offices
void link_actors(CaseReader& reader);
void declare_topics(CaseReader& reader, const YamlNode& root);  ///< issues, levers
void link_topics(CaseReader& reader);
void read_terms(CaseReader& reader, const YamlNode& root);  ///< no-deal, rules, firmness, drafts

/// The option of an issue that a node names, -1 after a problem.
int resolve_option(YamlReader& yaml, const Issue& issue, const YamlNode& node);

/// Reads documents.yaml into the casebook, each document's file looked for in the case's folder.
void read_documents(Casebook& book, const CaseTexts& texts, IdSpace& actors, std::vector<Problem>& problems);

}  // namespace parley
