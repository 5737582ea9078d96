// parley agreement: how far the coders of a case agree, and where they do not.
#include "evidence/agreement.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run.h"
#include "report/json.h"
#include "report/layout.h"
#include "report/version.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr const char* agreement_examples = R"(Examples:
  parley agreement mycase
  parley agreement mycase --with ada.csv bela.csv
  parley agreement mycase --json | jq '.variables[] | {name, alpha}'

Coders are told apart by the column coder; --with adds other files of the same
columns, such as each coder's own statements.csv. Each question has its
Krippendorff's alpha: 1 is full agreement, 0 is what chance gives. Of alphas
below .667 Krippendorff says that no conclusion should rest on them, of those
from .667 to .8 only tentative ones.)";

struct AgreementArguments {
  std::string folder;
  std::vector<std::string> with;
  std::uint64_t seed = 1;
  bool json = false;
};

std::string coder_name(const std::string& coder) { return coder.empty() ? "(no name)" : coder; }

std::string number(double value) { return fmt::format("{:.3f}", value); }

Json alpha_json(const AgreementVariable& v) {
  const Alpha& a = v.alpha;
  return {{"name", v.name},
          {"metric", v.metric == Metric::ordinal ? "ordinal" : "nominal"},
          {"alpha", a.value ? Json(*a.value) : Json(nullptr)},
          {"interval", a.value ? Json({a.low, a.high}) : Json(nullptr)},
          {"same", a.agreement ? Json(*a.agreement) : Json(nullptr)},
          {"units", a.units},
          {"values", a.values}};
}

std::string agreement_json(const Casebook& book, const Agreement& agreement) {
  Json variables = Json::array(), differences = Json::array();
  for (const AgreementVariable& v : agreement.variables) variables.push_back(alpha_json(v));
  for (const CoderDifference& d : agreement.differences) {
    Json values = Json::object();
    for (const auto& [coder, value] : d.values) values[coder] = value;
    differences.push_back({{"document", book.documents[d.document].id},
                           {"quote", d.quote},
                           {"variable", d.variable},
                           {"values", std::move(values)}});
  }
  return dump({{"parley", {{"version", version()}, {"command", "agreement"}}},
               {"coders", agreement.coders},
               {"documents", agreement.documents},
               {"units", agreement.units},
               {"shared", agreement.shared},
               {"variables", std::move(variables)},
               {"differences", std::move(differences)}});
}

std::string agreement_text(const Casebook& book, const Agreement& agreement, const Style& style) {
  std::string text =
      paragraph("", fmt::format("{} ({}) have both coded {}: {} in these, {} of them by two coders or more.",
                                counted(agreement.coders.size(), "coder", "coders"),
                                list_words(each(agreement.coders, coder_name)),
                                counted(agreement.documents, "document", "documents"),
                                counted(agreement.units, "passage", "passages"), agreement.shared));
  text += heading(style, "Agreement");
  const std::vector<std::size_t> columns = {12, 8, 16, 10, 10, 8};
  text += row({"", "alpha", "95 % interval", "same", "metric", "units"}, columns, "  ");
  for (const AgreementVariable& v : agreement.variables) {
    const Alpha& a = v.alpha;
    text += row({v.name, a.value ? number(*a.value) : "-",
                 a.value ? fmt::format("{} to {}", number(a.low), number(a.high)) : "-",
                 a.agreement ? fmt::format("{:.0f} %", 100 * *a.agreement) : "-",
                 v.metric == Metric::ordinal ? "ordinal" : "nominal", fmt::format("{}", a.units)},
                columns, "  ");
  }
  text += paragraph("  ",
                    "1 is full agreement, 0 what chance gives; - where nothing can be compared, or all values are one. "
                    "“same” is the share of pairs of values that are alike, by chance or not. Stances are compared "
                    "where party, issue and option agree.");
  text += heading(style, "Where they differ");
  if (agreement.differences.empty()) text += "  Nowhere.\n";
  for (const CoderDifference& d : agreement.differences) {
    text += paragraph(fmt::format("  {:<8} ", d.variable),
                      list_words(each(d.values, [](const auto& v) { return coder_name(v.first) + ": " + v.second; })));
    text += paragraph("           ", fmt::format("{}: “{}”", book.documents[d.document].id, d.quote));
  }
  return text;
}

int agree(const AgreementArguments& arguments) {
  std::vector<Problem> problems;
  Casebook book = read_casebook(arguments.folder, problems);
  auto statements =
      std::filesystem::exists(std::filesystem::path(arguments.folder) / "statements.csv") || arguments.with.empty()
          ? read_statements(book, problems)
          : std::vector<Statement>{};
  for (const std::string& file : arguments.with) {
    const auto more = read_statements(book, problems, file);
    statements.insert(statements.end(), more.begin(), more.end());
  }
  throw_if_errors(problems);
  const Agreement agreement = coder_agreement(book, statements, 1000, arguments.seed);
  if (agreement.documents == 0)
    throw Error(
        fmt::format("{}, and no document that two have coded", counted(agreement.coders.size(), "coder", "coders")),
        arguments.folder, "rows of one document with different names in the column coder, or --with FILE");
  print(arguments.json ? agreement_json(book, agreement) : agreement_text(book, agreement, output_style()));
  return exit_done;
}

}  // namespace

void add_agreement(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<AgreementArguments>();
  CLI::App* sub = app.add_subcommand("agreement", "How far the coders agree, and where not");
  sub->footer(agreement_examples);
  sub->add_option("CASE", arguments->folder, "The case's folder")->required()->type_name("");
  sub->add_option("--with", arguments->with, "Other coders' statements, with the same columns")->type_name("FILE");
  sub->add_option("--seed", arguments->seed, "Seed of the intervals (default 1)")->type_name("N")->check(any_seed());
  sub->add_flag("--json", arguments->json, "Print one JSON document");
  sub->callback([=, &command] { command = [=] { return agree(*arguments); }; });
}

}  // namespace parley
