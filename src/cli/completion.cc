// parley completion: what a shell needs to complete the program's commands and options, made from the commands
// themselves.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run.h"
#include "report/words.h"

namespace parley {
namespace {

constexpr const char* completion_examples = R"(Examples:
  parley completion bash > ~/.local/share/bash-completion/completions/parley
  parley completion zsh > ~/.zfunc/_parley   (with fpath+=~/.zfunc in .zshrc)
  parley completion fish > ~/.config/fish/completions/parley.fish)";

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::string names_of(const std::vector<const CLI::App*>& apps) {
  return fmt::format("{}", fmt::join(each(apps, [](const CLI::App* app) { return app->get_name(); }), " "));
}

std::string shell_quoted(std::string text) {
  for (std::size_t at = 0; (at = text.find('\'', at)) != text.npos; at += 4) text.replace(at, 1, "'\\''");
  return "'" + text + "'";
}

/// What may follow a command: its subcommands and its options.
std::string words_after(const CLI::App& command) {
  const auto subs = commands_of(command);
  std::vector<std::string> words = options_of(command);
  for (const CLI::App* sub : subs) {
    words.insert(words.begin(), sub->get_name());
    for (std::string& option : options_of(*sub)) words.push_back(std::move(option));
  }
  return fmt::format("{}", fmt::join(words, " "));
}

std::string bash(const CLI::App& app) {
  std::string cases;
  for (const CLI::App* command : commands_of(app))
    cases += fmt::format("    {}) words={} ;;\n", command->get_name(), shell_quoted(words_after(*command)));
  return fmt::format(R"(# Completion of parley for bash.
_parley() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W {} -- "$word"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  case $word in -*) ;; *) COMPREPLY+=($(compgen -f -- "$word")) ;; esac
}}
complete -o filenames -F _parley parley
)",
                     shell_quoted(names_of(commands_of(app)) + " --help --version"), cases);
}

std::string zsh(const CLI::App& app) {
  std::string described, cases;
  for (const CLI::App* command : commands_of(app)) {
    described += fmt::format("    {}\n", shell_quoted(command->get_name() + ":" + command->get_description()));
    cases += fmt::format("    {}) compadd -- {} ;;\n", command->get_name(), words_after(*command));
  }
  return fmt::format(R"(#compdef parley
# Completion of parley for zsh.
_parley() {{
  local -a commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
{}  esac
  _files
}}
if [ "$funcstack[1]" = _parley ]; then _parley "$@"; else compdef _parley parley; fi
)",
                     described, cases);
}

std::string fish(const CLI::App& app) {
  std::string text = "# Completion of parley for fish.\n";
  for (const CLI::App* command : commands_of(app)) {
    const std::string seen = fmt::format("-n '__fish_seen_subcommand_from {}'", command->get_name());
    text += fmt::format("complete -c parley -n __fish_use_subcommand -a {} -d {}\n", command->get_name(),
                        shell_quoted(command->get_description()));
    std::vector<const CLI::App*> with_options = {command};
    for (const CLI::App* sub : commands_of(*command)) {
      text += fmt::format("complete -c parley {} -a {} -d {}\n", seen, sub->get_name(),
                          shell_quoted(sub->get_description()));
      with_options.push_back(sub);
    }
    for (const CLI::App* each : with_options)
      for (const CLI::Option* option : each->get_options())
        for (const std::string& name : option->get_lnames())
          text +=
              fmt::format("complete -c parley {} -l {}{} -d {}\n", seen, name,
                          option->get_items_expected_max() > 0 ? " -r" : "", shell_quoted(option->get_description()));
  }
  return text;
}

}  // namespace

void add_completion(CLI::App& app, Command& command) {
  auto shell = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("completion", "What a shell needs to complete commands and options");
  sub->footer(completion_examples);
  sub->add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->type_name("")
      ->check(one_word_of({"bash", "zsh", "fish"}));
  sub->callback([shell, &app, &command] {
    command = [shell, &app] {
      print(*shell == "bash" ? bash(app) : *shell == "zsh" ? zsh(app) : fish(app));
      return static_cast<int>(exit_done);
    };
  });
}

}  // namespace parley
