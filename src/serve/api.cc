#include "serve/api.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <semaphore>

#include "evidence/add.h"
#include "report/page.h"
#include "serve/lines.h"
#include "serve/proposals.h"
#include "serve/reader.h"
#include "serve/rows.h"
#include "text/files.h"

namespace parley {
namespace {

using httplib::Request;
using httplib::Response;
using namespace std::chrono_literals;

/// An answer that is no 200.
struct Status {
  int status;
  Json body;
};

[[noreturn]] void refuse_with(int status, std::string message) {
  throw Status{status, {{"error", std::move(message)}}};
}

void send(Response& response, const Json& body, int status = 200) {
  response.status = status;
  response.set_content(
      body.is_string() ? body.get<std::string>() : body.dump(-1, ' ', false, Json::error_handler_t::replace),
      "application/json; charset=utf-8");
}

/// The body of a request: an object, not nested so deep that reading it would break.
Json body_of(const Request& request) {
  const auto shallow = [](int depth, Json::parse_event_t, Json&) {
    if (depth > 32) refuse_with(400, "the body is nested too deep");
    return true;
  };
  Json body;
  try {
    body = Json::parse(request.body, shallow);
  } catch (const Json::exception& error) {
    refuse_with(400, std::string("the body is no JSON: ") + error.what());
  }
  if (!body.is_object()) refuse_with(400, "the body is no JSON object");
  return body;
}

std::string text_of(const Json& body, const char* key) {
  const auto at = body.find(key);
  if (at == body.end() || !at->is_string()) refuse_with(400, fmt::format("'{}' is missing or no text", key));
  return at->get<std::string>();
}

std::string text_or_empty(const Json& body, const char* key) { return body.contains(key) ? text_of(body, key) : ""; }

Fields fields_in(const Json& body, const char* key) {
  Fields fields;
  const auto at = body.find(key);
  if (at == body.end()) return fields;
  if (!at->is_object()) refuse_with(400, fmt::format("'{}' is no object", key));
  for (const auto& [name, value] : at->items()) {
    if (!value.is_string()) refuse_with(400, fmt::format("'{}' holds what is no text", key));
    fields[name] = value.get<std::string>();
  }
  return fields;
}

/// The change that a person means to take back; nothing: whichever was the last.
std::optional<std::string> what_in(const Json& body) {
  return body.contains("what") ? std::optional(text_of(body, "what")) : std::nullopt;
}

std::size_t worlds_in(const Json& body) {
  const auto at = body.find("worlds");
  if (at == body.end()) return std::numeric_limits<std::size_t>::max();
  if (!at->is_number_unsigned() || *at == 0) refuse_with(400, "'worlds' is no number from 1");
  return at->get<std::size_t>();
}

std::vector<Edit> edits_of(const Json& body) {
  const auto at = body.find("edits");
  return at == body.end() ? std::vector<Edit>() : read_edits(*at);
}

/// A folder for one upload, removed with what is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "parley-upload-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw Error("there is no room for the upload", name);
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class Api {
 public:
  Api(Workbench& bench, Jobs& jobs) : bench_(bench), files_(bench.files()), jobs_(jobs) {}

  void state(const Request&, Response& response) {
    const auto word = [](const std::optional<std::string>& what) { return what ? Json(*what) : Json(nullptr); };
    send(response,
         {{"fingerprint", files_.fingerprint()}, {"undo", word(files_.can_undo())}, {"redo", word(files_.can_redo())}});
  }

  void result(const Request& request, Response& response) {
    const auto version = bench_.now();
    if (version->errors() > 0) throw Error(version->problems());
    const std::string tag = '"' + version->key() + '"';
    response.set_header("ETag", tag);
    if (request.get_header_value("If-None-Match") == tag) {
      response.status = 304;
      return;
    }
    for (const Lane lane : {Lane::answers, Lane::beside}) jobs_.cancel_others(lane, version->key());
    send_job(response,
             jobs_.ask(Lane::answers, version->key(), [version, options = bench_.options()](const Progress& p) {
               (void)version->prepared(options);  // so that the first package need not wait for its worlds
               return answer_of(*version, options, p);
             }));
  }

  void sources(const Request&, Response& response) { send_beside(response, " sources", sources_of); }
  void course(const Request&, Response& response) { send_beside(response, " course", course_of); }

  void proposals(const Request&, Response& response) {
    send(response, proposals_json(current_proposals(files_.folder())));
  }

  void decide_one(const Request& request, Response& response) {
    const Json body = body_of(request);
    const std::string what = text_of(body, "decision");
    ProposalDecision decision{
        text_of(body, "id"), {}, fields_in(body, "seen"), fields_in(body, "fields"), text_or_empty(body, "reason")};
    if (what != "accept" && what != "reject" && what != "skip")
      refuse_with(400, "'decision' is not accept, reject or skip");
    decision.decision = what == "accept"   ? Decision::accepted
                        : what == "reject" ? Decision::rejected
                                           : Decision::skipped;
    if (!decide(bench_, decision))
      refuse_with(409, fmt::format("the proposal {} was changed or decided meanwhile", decision.id));
    send(response, {{"id", decision.id}});
  }

  void undo_decision(const Request&, Response& response) { send(response, {{"id", take_back(bench_)}}); }

  void trial(const Request& request, Response& response) {
    const auto version = bench_.with(edits_of(body_of(request)));
    if (version->errors() > 0) throw Error(version->problems());
    send_job(response,
             jobs_.ask(Lane::trials, version->key(), [version, options = bench_.options()](const Progress& p) {
               return trial_of(*version, options, p);
             }));
  }

  void outline(const Request&, Response& response) { send(response, outline_of(*bench_.now())); }

  void lands(const Request&, Response& response) { send(response, lands_of(*bench_.now())); }

  void judge(const Request& request, Response& response) {
    const Json body = body_of(request);
    const auto version = bench_.with(edits_of(body));
    const Case& c = *version->source();
    const auto clauses = body.find("package");
    if (clauses == body.end() || !clauses->is_object()) refuse_with(400, "'package' is missing or no object");
    std::string text;
    for (const auto& [issue, option] : clauses->items()) {
      if (!option.is_string()) refuse_with(400, "a clause is an issue and an option");
      text += (text.empty() ? "" : ",") + issue + "=" + option.get<std::string>();
    }
    const Package package = text.empty() ? Package(c.casebook.issues.size(), -1) : parse_package(c, text);
    if (!judges_.try_acquire_for(5s)) refuse_with(503, "too much is asked at once; try again");
    const Release release{judges_};
    send(response, judgement_of(*version, bench_.options(), package, worlds_in(body)));
  }

  void changes(const Request& request, Response& response) {
    const CaseTexts before = files_.texts();
    const auto after = bench_.with(edits_of(body_of(request)));
    Json list = Json::array();
    for (const auto& [name, text] : after->texts())
      if (const auto was = before.find(name); was == before.end() || was->second != text) {
        Json each = lines_changed(was == before.end() ? "" : was->second, text);
        each["name"] = name;
        list.push_back(std::move(each));
      }
    send(response, {{"files", std::move(list)}, {"problems", problems_json(after->problems(), files_.folder())}});
  }

  void job(const Request& request, Response& response) {
    send_job(response, jobs_.wait(request.matches[1], 0ms), 400ms);
  }

  void cancel(const Request& request, Response& response) {
    if (!jobs_.cancel(request.matches[1])) refuse_with(404, "there is no such job");
    send(response, {{"cancelled", true}});
  }

  void scenarios(const Request&, Response& response) {
    Json list = Json::array();
    for (const std::string& name : files_.scenarios()) {
      Json each = {{"name", name}};
      try {
        const auto text = files_.read(file_of(name));
        if (!text) continue;
        each["seen"] = seen_hash(text);
        const KeptScenario scenario = parse_scenario(*text, name);
        each.update({{"title", scenario.title}, {"note", scenario.note}, {"edits", edits_json(scenario.edits)}});
      } catch (const Error& error) {
        each["problems"] = problems_json(error.problems(), files_.folder());
      }
      list.push_back(std::move(each));
    }
    send(response, {{"scenarios", std::move(list)}});
  }

  void keep(const Request& request, Response& response) {
    const std::string name = scenario_name(request);
    const Json body = body_of(request);
    const KeptScenario scenario{text_of(body, "title"), text_or_empty(body, "note"), edits_of(body)};
    const std::string text = format_scenario(scenario);
    parse_scenario(text, name);
    files_.write({{file_of(name), text_of(body, "seen"), text}}, "keeping the scenario " + name);
    send(response, {{"name", name}, {"seen", sha256(text)}});
  }

  void drop(const Request& request, Response& response) {
    const std::string name = scenario_name(request);
    files_.write({{file_of(name), text_of(body_of(request), "seen"), std::nullopt}}, "dropping the scenario " + name);
    send(response, {{"name", name}});
  }

  void adopt(const Request& request, Response& response) {
    const std::string name = scenario_name(request);
    const std::string seen = text_of(body_of(request), "seen");
    const auto text = files_.read(file_of(name));
    if (!text) refuse_with(404, "there is no such scenario");
    const KeptScenario scenario = parse_scenario(*text, name);
    write_edits(scenario.edits, "adopting the scenario " + name, FileChange{file_of(name), seen, std::nullopt});
    send(response, {{"name", name}});
  }

  /// Rows coded, changed or dropped: written at once. `was` are the fields as they were seen.
  void edit(const Request& request, Response& response) {
    const Json body = body_of(request);
    std::vector<Edit> edits = edits_of(body);
    if (edits.empty()) refuse_with(400, "'edits' is missing or empty");
    const auto statements = files_.read("statements.csv");
    const RowText rows(statements.value_or(""));
    Json ids = Json::array();
    for (std::size_t k = 0; k < edits.size(); ++k) {
      Edit& edit = edits[k];
      if (edit.kind == Edit::Kind::added && field(edit, "id").empty())
        edit.fields.insert(edit.fields.begin(), {"id", rows.unused("c")});
      if (edit.kind == Edit::Kind::added) ids.push_back(field(edit, "id"));
      if (const auto was = body["edits"][k].find("was"); was != body["edits"][k].end()) check_was(rows, edit, *was);
    }
    write_edits(edits, text_or_empty(body, "what").empty() ? "editing statements" : text_of(body, "what"));
    send(response, {{"ids", std::move(ids)}});
  }

  /// A row as statements.csv has it: what somebody sees who corrects it.
  void row(const Request& request, Response& response) {
    const std::string id = request.matches[1];
    const auto fields = RowText(files_.read("statements.csv").value_or("id\n")).find(id);
    if (!fields) refuse_with(404, fmt::format("there is no statement {}", id));
    send(response, {{"id", id}, {"fields", Json(*fields)}});
  }

  void check(const Request& request, Response& response) {
    const Json body = body_of(request);
    CaseTexts texts = files_.texts();
    if (!body.contains("texts") || !body["texts"].is_object()) refuse_with(400, "'texts' is missing or no object");
    for (const auto& [name, text] : body["texts"].items()) {
      if (!CaseFiles::is_name(name) || !text.is_string())
        refuse_with(400, "'texts' holds no texts of the case's files");
      texts[name] = text.get<std::string>();
    }
    const auto version = bench_.version(std::move(texts));
    send(response, {{"problems", problems_json(version->problems(), files_.folder())}});
  }

  void read_one(const Request& request, Response& response) {
    const std::string name = request.matches[1];
    if (!CaseFiles::is_name(name)) refuse_with(404, "the workspace has no such file");
    const auto text = files_.read(name);
    send(response, {{"name", name}, {"seen", seen_hash(text)}, {"text", text.value_or("")}});
  }

  void write_one(const Request& request, Response& response) {
    const std::string name = request.matches[1];
    if (!CaseFiles::is_name(name)) refuse_with(404, "the workspace has no such file");
    const Json body = body_of(request);
    CaseTexts texts = files_.texts();
    const std::size_t before = bench_.version(texts)->errors();
    texts[name] = text_of(body, "text");
    const auto after = bench_.version(std::move(texts));
    if (after->errors() > before) throw Error(after->problems());
    const auto written = files_.write({{name, text_of(body, "seen"), text_of(body, "text")}}, "editing " + name);
    send(response, {{"name", name},
                    {"seen", seen_hash(written.front().text)},
                    {"text", *written.front().text},
                    {"merged", *written.front().text != text_of(body, "text")},
                    {"problems", problems_json(after->problems(), files_.folder())}});
  }

  void undo(const Request& request, Response& response) {
    send(response, {{"undone", files_.undo(what_in(body_of(request)))}});
  }
  void redo(const Request& request, Response& response) {
    send(response, {{"redone", files_.redo(what_in(body_of(request)))}});
  }

  void document(const Request& request, Response& response) {
    const auto version = bench_.now();
    const Case& c = *version->source();
    const int index = c.casebook.find_document(std::string(request.matches[1]));
    if (index < 0) refuse_with(404, "there is no such document");
    const Source& source = c.casebook.documents[static_cast<std::size_t>(index)];
    const bool there = !source.missing && !source.file.empty();
    ProposalTable proposals;
    try {
      proposals = current_proposals(files_.folder());
    } catch (const Error&) {
      proposals = {};  // the place of proposals says what is wrong with them; the document can be read
    }
    send(response, document_json(c, index, there ? files_.inside(source.file) : std::filesystem::path(), proposals));
  }

  void upload(const Request& request, Response& response) {
    const std::string name = std::filesystem::path(request.get_param_value("name")).filename().string();
    const bool steers = std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    if (name.empty() || name.starts_with('.') || name.size() > 120 || steers)
      refuse_with(400, "'name' is no name of a file");
    const TemporaryFolder folder;
    write_file(folder.path() / name, request.body);
    AddedDocument added;
    try {
      files_.watch("adding " + name, {"documents.yaml", "proposals.csv"},
                   [&] { added = add_document(files_.folder(), folder.path() / name); });
    } catch (const Error& error) {
      // Who sent it knows it by its name, not by where it lay here.
      std::vector<Problem> problems = error.problems();
      for (Problem& problem : problems)
        if (problem.place.file == folder.path() / name) problem.place.file = name;
      throw Error(std::move(problems));
    }
    send(response, {{"id", added.id}, {"already_there", added.already_there}, {"proposed", added.proposed}});
  }

 private:
  struct Release {
    std::counting_semaphore<64>& semaphore;
    ~Release() { semaphore.release(); }
  };

  static std::string file_of(const std::string& name) { return "scenarios/" + name + ".yaml"; }
  static std::string scenario_name(const Request& request) {
    const std::string name = request.matches[1];
    if (!CaseFiles::is_scenario(name)) refuse_with(400, "a scenario's name has letters, digits, - and _ alone");
    return name;
  }
  static std::string field(const Edit& edit, std::string_view name) {
    const auto at = std::ranges::find(edit.fields, name, [](const auto& each) { return std::string_view(each.first); });
    return at == edit.fields.end() ? std::string() : at->second;
  }

  void check_was(const RowText& rows, const Edit& edit, const Json& was) {
    const auto row = rows.find(edit.id);
    bool same = row.has_value() && was.is_object();
    if (same)
      for (const auto& [name, value] : was.items()) {
        const auto at = row->find(name);
        same = same && value.is_string() && (at == row->end() ? "" : at->second) == value.get<std::string>();
      }
    if (same) return;
    Json theirs = nullptr;
    if (row) theirs = Json(*row);
    throw Status{409,
                 {{"error", fmt::format("statement {} was changed meanwhile", edit.id)},
                  {"collisions", {{{"name", "statements.csv"}, {"row", edit.id}, {"theirs", std::move(theirs)}}}}}};
  }

  /// Writes what the edits make of the case, unless it would have more errors than it has.
  void write_edits(const std::vector<Edit>& edits, std::string what, std::optional<FileChange> also = {}) {
    const CaseTexts before = files_.texts();
    const std::size_t errors = bench_.version(before)->errors();
    const auto after = bench_.version(apply_edits(files_.folder(), before, edits));
    if (after->errors() > errors) throw Error(after->problems());
    std::vector<FileChange> changes;
    for (const auto& [name, text] : after->texts()) {
      const auto was = before.find(name);
      if (was == before.end() || was->second != text)
        changes.push_back({name, was == before.end() ? "" : sha256(was->second), text});
    }
    if (also) changes.push_back(std::move(*also));
    files_.write(std::move(changes), std::move(what));
  }

  /// What is worked out beside an answer, of the version that the folder has now.
  template <typename Work>
  void send_beside(Response& response, const char* what, Work work) {
    const auto version = bench_.now();
    if (version->errors() > 0) throw Error(version->problems());
    send_job(response, jobs_.ask(Lane::beside, version->key() + what,
                                 [version, options = bench_.options(), work](const Progress& p) {
                                   return work(*version, options, p);
                                 }));
  }

  void send_job(Response& response, const std::optional<JobState>& asked, std::chrono::milliseconds most = 120ms) {
    if (!asked) refuse_with(503, "there is no such job, or too many wait");
    const auto state = jobs_.wait(asked->id, most);
    if (!state) refuse_with(404, "there is no such job");
    switch (state->phase) {
      case JobState::Phase::done:
        return send(response, *state->result);
      case JobState::Phase::failed:
        throw Error(state->problems);
      case JobState::Phase::cancelled:
        refuse_with(410, "it was cancelled");
      default:
        send(response, {{"job", state->id}, {"what", state->what}, {"share", state->share}}, 202);
    }
  }

  Workbench& bench_;
  CaseFiles& files_;
  Jobs& jobs_;
  std::counting_semaphore<64> judges_{
      static_cast<std::ptrdiff_t>(std::clamp(std::thread::hardware_concurrency(), 2U, 16U))};
};

}  // namespace

void add_api(httplib::Server& server, Workbench& bench, Jobs& jobs) {
  const auto api = std::make_shared<Api>(bench, jobs);
  using Handler = void (Api::*)(const Request&, Response&);
  const auto safe = [api, folder = bench.files().folder()](Handler handler) {
    return [api, handler, folder](const Request& request, Response& response) {
      try {
        ((*api).*handler)(request, response);
      } catch (const Status& status) {
        send(response, status.body, status.status);
      } catch (const Collided& collided) {
        Json list = Json::array();
        for (const Collision& each : collided.collisions)
          list.push_back({{"name", each.name},
                          {"seen", seen_hash(each.theirs)},
                          {"theirs", each.theirs ? Json(*each.theirs) : Json(nullptr)}});
        send(response, {{"error", collided.message}, {"collisions", std::move(list)}}, 409);
      } catch (const Error& error) {
        send(response,
             {{"error", error.problems().front().message}, {"problems", problems_json(error.problems(), folder)}}, 422);
      } catch (const std::bad_alloc&) {
        send(response, {{"error", "there is not enough memory for this"}}, 503);
      } catch (const std::exception& error) {
        send(response, {{"error", error.what()}}, 500);
      }
    };
  };
  const std::string name = "([A-Za-z0-9_-]{1,64})";
  server.Get("/api/state", safe(&Api::state));
  server.Get("/api/outline", safe(&Api::outline));
  server.Get("/api/result", safe(&Api::result));
  server.Get("/api/lands", safe(&Api::lands));
  server.Get("/api/jobs/([0-9]{1,18})", safe(&Api::job));
  server.Post("/api/jobs/([0-9]{1,18})/cancel", safe(&Api::cancel));
  server.Post("/api/judge", safe(&Api::judge));
  server.Post("/api/trial", safe(&Api::trial));
  server.Get("/api/sources", safe(&Api::sources));
  server.Get("/api/course", safe(&Api::course));
  server.Get("/api/proposals", safe(&Api::proposals));
  server.Post("/api/proposals", safe(&Api::decide_one));
  server.Post("/api/proposals/undo", safe(&Api::undo_decision));
  server.Post("/api/changes", safe(&Api::changes));
  server.Get("/api/scenarios", safe(&Api::scenarios));
  server.Post("/api/scenarios/" + name, safe(&Api::keep));
  server.Post("/api/scenarios/" + name + "/drop", safe(&Api::drop));
  server.Post("/api/scenarios/" + name + "/adopt", safe(&Api::adopt));
  server.Get("/api/rows/(.{1,400})", safe(&Api::row));
  server.Post("/api/edit", safe(&Api::edit));
  server.Post("/api/check", safe(&Api::check));
  server.Get("/api/files/([a-z]{1,20}\\.[a-z]{3,4})", safe(&Api::read_one));
  server.Post("/api/files/([a-z]{1,20}\\.[a-z]{3,4})", safe(&Api::write_one));
  server.Post("/api/undo", safe(&Api::undo));
  server.Post("/api/redo", safe(&Api::redo));
  server.Get("/api/documents/" + name, safe(&Api::document));
  server.Post("/api/documents", safe(&Api::upload));
}

LivePage live_page(std::string_view page) {
  constexpr std::string_view nothing = "default-src 'none'; ";
  std::string text(page);
  LivePage live{{}, "default-src 'none'; frame-ancestors 'none'"};
  const std::size_t at = text.find(nothing);
  if (at != text.npos) {
    text.insert(at + nothing.size(), "connect-src 'self'; ");
    live.policy = text.substr(at, text.find('"', at) - at) + "; frame-ancestors 'none'";
  }
  live.html = page_with(text, R"({"live": true})");
  return live;
}

}  // namespace parley
