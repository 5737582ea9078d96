// A server on loopback in this process: used as the page uses it, and attacked as others would.
#include "serve/server.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "report/page.h"
#include "serve/case_folder.h"

namespace parley {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// A list of one.
json one(json item) {
  json list = json::array();
  list.push_back(std::move(item));
  return list;
}

class Serve : public testing::Test {
 protected:
  Serve() { start({}); }
  ~Serve() override { server->stop(); }

  void start(const std::string& token) {
    if (server) server->stop();
    thread = {};
    ServeOptions options;
    options.folder = folder.path();
    options.robust.worlds = 300;
    options.robust.threads = 2;
    options.token = token;
    server = std::make_unique<Server>(std::move(options));
    thread = std::jthread([this] { server->run(); });
    for (int tries = 0; tries < 500 && !client().Get("/"); ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }

  [[nodiscard]] httplib::Client client() const {
    httplib::Client each("127.0.0.1", server->port());
    each.set_read_timeout(60);
    return each;
  }
  [[nodiscard]] httplib::Result post(const std::string& path, const json& body, httplib::Headers headers = {}) const {
    headers.emplace("X-Parley", "1");
    return client().Post(path, headers, body.dump(), "application/json");
  }
  /// The answer's JSON; waits for a computation's end.
  [[nodiscard]] json done(httplib::Result result) const {
    while (result && result->status == 202)
      result = client().Get("/api/jobs/" + json::parse(result->body)["job"].get<std::string>());
    EXPECT_TRUE(result);
    return result ? json::parse(result->body) : json();
  }
  [[nodiscard]] std::string seen(const std::string& name) const {
    return json::parse(client().Get("/api/files/" + name)->body)["seen"];
  }

  /// Sends bytes as they are and returns all that comes back.
  [[nodiscard]] std::string raw(const std::string& bytes, int seconds = 10) const {
    const int to = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(server->port()));
    ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    EXPECT_EQ(::connect(to, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    const timeval most{seconds, 0};
    ::setsockopt(to, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
    ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    std::string answer(1 << 16, '\0');
    std::size_t got = 0;
    for (ssize_t part = 0; got < answer.size() && (part = ::recv(to, answer.data() + got, answer.size() - got, 0)) > 0;)
      got += static_cast<std::size_t>(part);
    ::close(to);
    answer.resize(got);
    return answer;
  }
  [[nodiscard]] std::string host() const { return "Host: 127.0.0.1:" + std::to_string(server->port()) + "\r\n"; }

  CaseFolder folder;
  std::unique_ptr<Server> server;
  std::jthread thread;
};

TEST_F(Serve, ThePageComesWithAPolicyThatLetsItAskThisServerAlone) {
  const auto page = client().Get("/");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->status, 200);
  EXPECT_EQ(page->get_header_value("X-Frame-Options"), "DENY");
  EXPECT_EQ(page->get_header_value("X-Content-Type-Options"), "nosniff");
  EXPECT_THAT(page->get_header_value("Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_THAT(page->get_header_value("Content-Security-Policy"), HasSubstr("frame-ancestors 'none'"));
}

TEST_F(Serve, APackageIsJudgedAsParleyWhyJudgesIt) {
  const json answer = done(post("/api/judge", {{"package", {{"price", "high"}, {"date", "autumn"}}}}));
  ASSERT_TRUE(answer.contains("parties")) << answer;
  EXPECT_EQ(answer["share"]["cautious"]["count"], 0);
  EXPECT_EQ(answer["parties"][0]["party"], "north");
  EXPECT_EQ(answer["parties"][0]["cautious"]["red_line"]["value"], 1.0);
  EXPECT_EQ(answer["parties"][0]["statements"][0], "s1");
  EXPECT_EQ(done(post("/api/judge", {{"package", {{"price", "high"}, {"date", "spring"}}}}))["broken_rules"][0],
            "winter");
}

TEST_F(Serve, APackageThatLeavesClausesOpenCanBeJudgedOnFewerWorldsFirst) {
  const json few = done(post("/api/judge", {{"package", {{"price", "low"}}}, {"worlds", 100}}));
  EXPECT_EQ(few["share"]["cautious"]["worlds"], 100);
  EXPECT_EQ(few["how"]["worlds"], 100);
  EXPECT_EQ(done(post("/api/judge", {{"package", {{"price", "low"}}}}))["share"]["cautious"]["worlds"], 300);
  const json full = {{"price", "low"}, {"date", "spring"}};
  EXPECT_EQ(done(post("/api/judge", {{"package", full}, {"worlds", 100}}))["share"]["cautious"]["worlds"], 300);
  EXPECT_EQ(post("/api/judge", {{"package", full}, {"worlds", -1}})->status, 400);
}

TEST_F(Serve, AnUnknownOptionIsAnErrorThatSaysWhatWasMeant) {
  const auto answer = post("/api/judge", {{"package", {{"price", "hihg"}}}});
  EXPECT_EQ(answer->status, 422);
  EXPECT_THAT(json::parse(answer->body)["problems"][0]["hint"].get<std::string>(), HasSubstr("high"));
}

TEST_F(Serve, TheWholeAnswerIsTheResultOfTheReport) {
  const json result = done(client().Get("/api/result"));
  EXPECT_EQ(result["case"]["title"], "A sale");
  EXPECT_EQ(result["how"]["worlds"], 300);
  EXPECT_TRUE(result.contains("verdict"));
}

TEST_F(Serve, ASuppositionMovesTheVerdictAndLeavesTheFolderAsItIs) {
  const json before = done(post("/api/trial", {{"edits", json::array()}}));
  const json edits =
      one({{"kind", "stance"}, {"party", "north"}, {"issue", "price"}, {"option", "low"}, {"to", "reject"}});
  const json after = done(post("/api/trial", {{"edits", edits}}));
  EXPECT_GT(before["best_share"]["open"]["value"], 0.0);
  EXPECT_EQ(after["best_share"]["open"]["value"], 0.0);
  EXPECT_EQ(folder.read("statements.csv"), CaseFolder::statements_csv);
}

TEST_F(Serve, AScenarioIsKeptBesideTheCaseAdoptedIntoItAndUndone) {
  const json edits = {
      {{"kind", "stance"}, {"party", "north"}, {"issue", "price"}, {"option", "high"}, {"to", "accept"}},
      {{"kind", "as_of"}, {"to", "2024-07-01"}}};
  EXPECT_EQ(post("/api/scenarios/yields", {{"title", "North yields"}, {"edits", edits}, {"seen", ""}})->status, 200);
  EXPECT_EQ(folder.read("case.yaml"), CaseFolder::case_yaml);
  EXPECT_EQ(post("/api/scenarios/yields", {{"title", "Another"}, {"edits", edits}, {"seen", ""}})->status, 409)
      << "it is there";
  const json list = json::parse(client().Get("/api/scenarios")->body)["scenarios"];
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["edits"], edits);
  EXPECT_EQ(post("/api/scenarios/yields/adopt", {{"seen", list[0]["seen"]}})->status, 200);
  EXPECT_THAT(folder.read("case.yaml"), HasSubstr("as_of: 2024-07-01"));
  EXPECT_THAT(folder.read("statements.csv"), HasSubstr("supposed-1"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "scenarios/yields.yaml"));
  EXPECT_EQ(post("/api/undo", json::object())->status, 200);
  EXPECT_EQ(folder.read("case.yaml"), CaseFolder::case_yaml);
  EXPECT_EQ(folder.read("statements.csv"), CaseFolder::statements_csv);
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "scenarios/yields.yaml"));
}

TEST_F(Serve, APassageIsCodedOnlyIfItsWordsStandInTheDocument) {
  json fields = {{"document", "paper"}, {"quote", "would take a low price in spring."},
                 {"speaker", "south"},  {"party", "south"},
                 {"form", "indirect"},  {"issue", "price"},
                 {"option", "low"},     {"stance", "tolerate"}};
  const json right = {{"edits", one({{"kind", "added"}, {"fields", fields}})}};
  const auto coded = post("/api/edit", right);
  EXPECT_EQ(coded->status, 200) << coded->body;
  EXPECT_THAT(folder.read("statements.csv"), HasSubstr("would take a low price in spring."));
  const std::string before = folder.read("statements.csv");
  fields["quote"] = "would take no price at all.";
  const auto wrong = post("/api/edit", {{"edits", one({{"kind", "added"}, {"fields", fields}})}});
  EXPECT_EQ(wrong->status, 422);
  EXPECT_EQ(json::parse(wrong->body)["problems"][0]["file"], "statements.csv");
  EXPECT_EQ(folder.read("statements.csv"), before);
}

TEST_F(Serve, ARowThatSomebodyChangedMeanwhileIsNotWrittenOver) {
  const auto set = [&](const std::string& was, const std::string& to) {
    return post(
        "/api/edit",
        {{"edits",
          one({{"kind", "statement"}, {"id", "s2"}, {"fields", {{"stance", to}}}, {"was", {{"stance", was}}}})}});
  };
  EXPECT_EQ(set("favour", "accept")->status, 200);
  const auto late = set("favour", "demand");
  EXPECT_EQ(late->status, 409);
  EXPECT_EQ(json::parse(late->body)["collisions"][0]["theirs"]["stance"], "accept");
}

TEST_F(Serve, UnsavedTextIsCheckedWithPlacesAndWhatWouldBreakTheCaseIsNotSaved) {
  const std::string broken = std::string(CaseFolder::case_yaml) + "  - {id: dear, clauses: {price: dear}}\n";
  const json problems = done(post("/api/check", {{"texts", {{"case.yaml", broken}}}}))["problems"];
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0]["file"], "case.yaml");
  EXPECT_GT(problems[0]["line"], 20);
  EXPECT_EQ(post("/api/files/case.yaml", {{"text", broken}, {"seen", seen("case.yaml")}})->status, 422);
  EXPECT_EQ(folder.read("case.yaml"), CaseFolder::case_yaml);
}

TEST_F(Serve, AFileThatAnEditorChangedIsNotWrittenOverAndItsTextComesBack) {
  const std::string old = seen("case.yaml");
  folder.write("case.yaml", std::string(CaseFolder::case_yaml) + "# by an editor\n");
  const auto answer =
      post("/api/files/case.yaml", {{"text", std::string(CaseFolder::case_yaml) + "# by the page\n"}, {"seen", old}});
  EXPECT_EQ(answer->status, 409);
  EXPECT_THAT(json::parse(answer->body)["collisions"][0]["theirs"].get<std::string>(), HasSubstr("# by an editor"));
  EXPECT_THAT(folder.read("case.yaml"), HasSubstr("# by an editor"));
}

TEST_F(Serve, AChangeInTheFolderIsNoticed) {
  const auto fingerprint = [&] {
    return json::parse(client().Get("/api/state")->body)["fingerprint"].get<std::string>();
  };
  const std::string before = fingerprint();
  EXPECT_EQ(fingerprint(), before);
  folder.write("documents/paper.md", folder.read("documents/paper.md") + "More.\n");
  EXPECT_NE(fingerprint(), before);
}

TEST_F(Serve, ADocumentComesAsTextWithItsStatementsAndNeverAsHtml) {
  const auto answer = client().Get("/api/documents/paper");
  EXPECT_EQ(answer->get_header_value("Content-Type"), "application/json; charset=utf-8");
  const json document = json::parse(answer->body);
  ASSERT_EQ(document["statements"].size(), 2U);
  EXPECT_THAT(document["text"].get<std::string>(), HasSubstr("North will never pay the high price."));
}

TEST_F(Serve, AnUploadIsReadAsParleyReadReadsItAndKeepsToTheFolder) {
  const auto send = [&](const std::string& name, const std::string& bytes) {
    return client().Post("/api/documents?name=" + name, {{"X-Parley", "1"}}, bytes, "application/octet-stream");
  };
  EXPECT_EQ(send("news.txt", "North said that it would pay.\n")->status, 200);
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "documents/news.txt"));
  EXPECT_EQ(send("..%2f..%2fescaped.txt", "Words of a text that is new.\n")->status, 200)
      << "only its last part is its name";
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "documents/escaped.txt"));
  EXPECT_FALSE(std::filesystem::exists(folder.path().parent_path() / "escaped.txt"));
  EXPECT_EQ(send(".hidden", "x")->status, 400);
  EXPECT_EQ(send("two%0Alines.txt", "Words of a name that runs on.\n")->status, 400);
  const auto broken = send("broken.pdf", "%PDF-1.4 this is none");
  EXPECT_EQ(broken->status, 422);
  EXPECT_EQ(json::parse(broken->body)["problems"][0]["file"], "broken.pdf") << "not where it lay on this machine";
}

TEST_F(Serve, AProposalIsDecidedOnceAndOnlyAsItWasSeen) {
  folder.write("proposals.csv", CaseFolder::proposals_csv);
  const json list = json::parse(client().Get("/api/proposals")->body);
  ASSERT_EQ(list["proposals"].size(), 2U);
  const json& first = list["proposals"][0];
  EXPECT_EQ(first["fields"]["quote"], "would take a low price in spring.");
  const json answer = {{"id", first["id"]}, {"decision", "accept"}, {"seen", first["fields"]}};
  json other = answer;
  other["seen"]["stance"] = "reject";
  EXPECT_EQ(post("/api/proposals", other)->status, 409);
  EXPECT_EQ(folder.read("statements.csv"), CaseFolder::statements_csv);
  EXPECT_EQ(post("/api/proposals", answer)->status, 200);
  EXPECT_EQ(post("/api/proposals", answer)->status, 409) << "it waits no more";
  EXPECT_EQ(json::parse(client().Get("/api/documents/paper")->body)["proposals"].size(), 1U);
  EXPECT_EQ(json::parse(post("/api/proposals/undo", json::object())->body)["id"], first["id"]);
  EXPECT_EQ(post("/api/proposals/undo", json::object())->status, 422) << "nothing is decided";
  EXPECT_EQ(post("/api/proposals", {{"id", "x"}, {"decision", "burn"}})->status, 400);
  EXPECT_EQ(post("/api/proposals", {{"id", 1}, {"decision", "skip"}})->status, 400);
}

TEST_F(Serve, ARowIsCorrectedAsItWasSeenOrNotAtAll) {
  const json seen = json::parse(client().Get("/api/rows/s1")->body)["fields"];
  EXPECT_EQ(seen["note"], "a note, with a comma");
  EXPECT_EQ(client().Get("/api/rows/s99")->status, 404);
  const json edits = one({{"kind", "statement"}, {"id", "s1"}, {"fields", {{"stance", "oppose"}}}, {"was", seen}});
  EXPECT_EQ(post("/api/edit", {{"edits", edits}})->status, 200);
  EXPECT_THAT(folder.read("statements.csv"), HasSubstr("s1,paper,North will never pay the high price.,north,north,"
                                                       "indirect,price,high,oppose,\"a note, with a comma\""));
  EXPECT_EQ(post("/api/edit", {{"edits", edits}})->status, 409) << "it is another one by now";
}

TEST_F(Serve, ARowWhoseIdAnotherToolMadeIsFoundAndNoSuchIdIsMadeHere) {
  folder.write("statements.csv",
               std::string(CaseFolder::statements_csv) + "dna/7,,,,south,judgement,date,autumn,oppose,a reason\n");
  EXPECT_EQ(json::parse(client().Get("/api/rows/dna%2F7")->body)["fields"]["note"], "a reason");
  const std::string before = folder.read("statements.csv");
  const json fields = {{"id", "=1+1"},       {"party", "south"},   {"form", "judgement"}, {"issue", "date"},
                       {"option", "spring"}, {"stance", "oppose"}, {"note", "x"}};
  EXPECT_EQ(post("/api/edit", {{"edits", one({{"kind", "added"}, {"fields", fields}})}})->status, 422);
  EXPECT_EQ(folder.read("statements.csv"), before);
}

TEST_F(Serve, PlansAndMapComeWithTheAnswerAndWhatTakesLongWhenItIsAskedFor) {
  folder.write("case.yaml", std::string(CaseFolder::case_yaml) +
                                "  - {id: dear, name: The dear one, clauses: {price: high, date: autumn}}\n");
  folder.write("regions.geojson", R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties":
      {"name": "The house", "issue": "price", "options": {"low": "south"}}, "geometry": {"type": "Polygon",
      "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}}]})");
  const json result = done(client().Get("/api/result"));
  EXPECT_EQ(result["comparisons"].size(), 1U);
  EXPECT_EQ(result["regions"]["features"][0]["properties"]["name"], "The house");
  EXPECT_EQ(result["sources"], nullptr);
  const json sources = done(client().Get("/api/sources"));
  EXPECT_EQ(sources["sources"]["list"].size(), 4U) << "a document, two speakers, the judgements";
  const json course = done(client().Get("/api/course"));
  EXPECT_EQ(course["version"], sources["version"]);
  EXPECT_FALSE(course["course"]["points"].empty());
  folder.write("regions.geojson", "{");
  const json without = done(client().Get("/api/result"));
  EXPECT_EQ(without["regions"], nullptr);
  EXPECT_THAT(without["warnings"].dump(), HasSubstr("regions.geojson"));
}

TEST_F(Serve, TheLandsAreThoseAroundTheMapThatTheCaseHasNow) {
  if (page_template().find("id=\"atlas\"") == std::string_view::npos) GTEST_SKIP() << "a build without the page";
  EXPECT_EQ(client().Get("/api/lands")->body, "[]");
  folder.write("regions.geojson", R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties":
      {"name": "The house", "issue": "price", "options": {"low": "south"}}, "geometry": {"type": "Polygon",
      "coordinates": [[[21, 40], [22, 40], [22, 41], [21, 40]]]}}]})");
  const json lands = json::parse(client().Get("/api/lands")->body);
  ASSERT_FALSE(lands.empty());
  for (const json& land : lands) {
    EXPECT_LE(land["b"][0], 24) << "no farther east than two degrees from the house";
    EXPECT_GE(land["b"][2], 19);
  }
  folder.write("regions.geojson", "{");
  EXPECT_EQ(client().Get("/api/lands")->body, "[]") << "what is wrong with it is said with the answer";
}

// Attacks.

TEST_F(Serve, NoPathLeadsOutOfTheCase) {
  for (const char* path :
       {"/api/files/../../etc/passwd", "/api/files/..%2f..%2fetc%2fpasswd", "/api/files/%2e%2e/case.yaml",
        "/api/documents/../case.yaml", "/api/documents/..%2fcase", "/api/scenarios/../../x", "/case.yaml",
        "/../case.yaml", "//etc/passwd", "/api/files/passwd.yaml", "/api/files/case.yaml%00.html"}) {
    const std::string answer = raw("GET " + std::string(path) + " HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 404") || answer.starts_with("HTTP/1.1 400")) << path << "\n" << answer;
    EXPECT_EQ(answer.find("root:"), answer.npos);
  }
  EXPECT_EQ(post("/api/scenarios/a%2f..%2f..%2fb", {{"title", "x"}, {"edits", json::array()}, {"seen", ""}})->status,
            404);
}

TEST_F(Serve, ANameThatWasReboundToThisAddressGetsNothing) {
  for (const char* path : {"/", "/api/state", "/api/files/case.yaml"}) {
    const std::string answer =
        raw("GET " + std::string(path) + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 403")) << answer;
    EXPECT_EQ(answer.find("A sale"), answer.npos);
  }
}

TEST_F(Serve, AnotherSiteCanNeitherReadNorWrite) {
  EXPECT_EQ(client().Get("/api/state", {{"Origin", "http://evil.example"}})->status, 403);
  EXPECT_EQ(client().Get("/api/state", {{"Sec-Fetch-Site", "cross-site"}})->status, 403);
  EXPECT_EQ(client().Post("/api/undo", "{}", "text/plain")->status, 403) << "as a form would send it";
  EXPECT_EQ(post("/api/undo", json::object(), {{"Origin", "http://evil.example"}})->status, 403);
  const auto preflight = client().Options("/api/undo");
  EXPECT_FALSE(preflight && preflight->has_header("Access-Control-Allow-Origin"));
}

TEST_F(Serve, ATokenThatIsWrongOpensNothingAndCannotBeGuessedFast) {
  start("a secret of some length");
  EXPECT_EQ(client().Get("/")->status, 200);
  EXPECT_EQ(client().Get("/api/state")->status, 401);
  EXPECT_EQ(client().Get("/api/state", {{"Authorization", "Bearer a secret of some length"}})->status, 200);
  int stopped = 0;
  for (int tries = 0; tries < 30; ++tries)
    if (client().Get("/api/state", {{"Authorization", "Bearer guess " + std::to_string(tries)}})->status == 429)
      ++stopped;
  EXPECT_GT(stopped, 0);
  EXPECT_THAT(server->url(), HasSubstr("#token="));
}

TEST_F(Serve, WhatIsTooLongIsRefusedBeforeItIsRead) {
  const std::string head =
      "POST /api/judge HTTP/1.1\r\n" + host() + "X-Parley: 1\r\nContent-Type: application/json\r\n";
  EXPECT_THAT(raw(head + "Content-Length: 99999999999\r\n\r\n{"), HasSubstr("413"));
  EXPECT_THAT(raw(head + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n"), HasSubstr("411"));
  EXPECT_THAT(raw(head + "Content-Length: -1\r\n\r\n"), HasSubstr("400"));
  std::string flood = "GET / HTTP/1.1\r\n" + host();
  for (int k = 0; k < 20'000; ++k) flood += "X-" + std::to_string(k) + ": aaaaaaaaaaaaaaaa\r\n";
  const std::string answer = raw(flood + "\r\n");
  EXPECT_EQ(answer.find("200 OK"), answer.npos);
  EXPECT_THAT(raw("GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n" + host() + "\r\n"), HasSubstr("414"));
  EXPECT_EQ(client().Get("/api/state")->status, 200);
}

TEST_F(Serve, ABodyThatIsNoJsonOrNestedWithoutEndIsRefused) {
  const auto send = [&](const std::string& body) {
    return client().Post("/api/judge", {{"X-Parley", "1"}}, body, "application/json")->status;
  };
  EXPECT_EQ(send("{"), 400);
  EXPECT_EQ(send("[]"), 400);
  EXPECT_EQ(send(std::string(200'000, '[')), 400);
  EXPECT_EQ(send("{\"package\": {\"price\": 3}}"), 400);
  EXPECT_EQ(send("{\"package\": {\"price=high,date\": \"spring\\u0000\"}}"), 422);
  EXPECT_EQ(send("\xFF\xFE"), 400);
}

TEST_F(Serve, ABodyNobodyReadIsNotTakenForAnotherRequest) {
  const std::string inner = "GET /api/files/case.yaml HTTP/1.1\r\n" + host() + "\r\n";
  const std::string answer =
      raw("POST /api/undo HTTP/1.1\r\n" + host() +
          "Content-Type: text/plain\r\nContent-Length: " + std::to_string(inner.size()) + "\r\n\r\n" + inner);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 403")) << answer;
  EXPECT_EQ(answer.find("A sale"), answer.npos);
}

TEST_F(Serve, ClientsThatSendSlowlyAreDroppedAndHinderNobody) {
  std::vector<std::jthread> slow;
  std::atomic<int> dropped{0};
  for (int k = 0; k < 40; ++k)
    slow.emplace_back([&] {
      if (raw("GET /api/state HTTP/1.1\r\nHost: 127", 20).find("200 OK") == std::string::npos) ++dropped;
    });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_EQ(client().Get("/api/state")->status, 200);
  slow.clear();
  EXPECT_EQ(dropped, 40);
}

TEST_F(Serve, AHundredClientsAtOnceAreAnsweredRight) {
  std::atomic<int> right{0};
  std::vector<std::jthread> clients;
  for (int k = 0; k < 100; ++k)
    clients.emplace_back([&, k] {
      for (int n = 0; n < 3; ++n) {
        const auto answer =
            post("/api/judge", {{"package", {{"price", k % 2 == 0 ? "low" : "high"}, {"date", "autumn"}}}});
        if (answer && answer->status == 200 &&
            (json::parse(answer->body)["parties"][0]["cautious"]["red_line"]["value"] == 1.0) == (k % 2 == 1))
          ++right;
      }
    });
  clients.clear();
  EXPECT_EQ(right, 300);
}

TEST_F(Serve, EditsOfManyClientsAtOnceAreAllKept) {
  std::vector<std::jthread> clients;
  std::atomic<int> kept{0};
  for (int k = 0; k < 16; ++k)
    clients.emplace_back([&, k] {
      const json fields = {{"id", "x" + std::to_string(k)},
                           {"form", "judgement"},
                           {"party", "north"},
                           {"issue", "date"},
                           {"option", "autumn"},
                           {"note", "One of many."},
                           {"stance", "tolerate"}};
      const auto answer = post("/api/edit", {{"edits", one({{"kind", "added"}, {"fields", fields}})}});
      if (answer && answer->status == 200) ++kept;
    });
  clients.clear();
  std::size_t rows = 0;
  const std::string text = folder.read("statements.csv");
  for (std::size_t at = 0; (at = text.find("One of many.", at)) != text.npos; ++at) ++rows;
  EXPECT_EQ(rows, static_cast<std::size_t>(kept.load())) << "what was said to be kept is there";
  EXPECT_GT(rows, 0U);
}

TEST(Server, AnAddressThatOthersCanReachMakesAToken) {
  const CaseFolder folder;
  ServeOptions options;
  options.folder = folder.path();
  options.host = "0.0.0.0";
  const Server server(std::move(options));
  EXPECT_EQ(server.token().size(), 32U);
}

TEST(Server, AFolderThatIsNoCaseIsAnError) {
  ServeOptions options;
  options.folder = "/nonexistent";
  EXPECT_THROW(Server{std::move(options)}, Error);
}

}  // namespace
}  // namespace parley
