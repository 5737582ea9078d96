// parley read --reader against a server on this machine that behaves, and one that misbehaves in every way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/child.h"
#include "cli/folder.h"

namespace parley {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string reply(const json& statements) {
  return json({{"choices", {{{"message", {{"content", json({{"statements", statements}}).dump()}}}}}}}).dump();
}

class Stub {
 public:
  Stub() {
    on("good", [this](const httplib::Request& request, httplib::Response& response) {
      request_ = request.body;
      key_ = request.get_header_value("Authorization");
      response.set_content(reply({{{"quote", "the fee is too high for us"}, {"speaker", "brook"}, {"party", "vale"}},
                                  {{"quote", "we want the moon"}, {"speaker", "brook"}}}),
                           "application/json");
    });
    on("wrong", [](const auto&, auto& response) { response.set_content("{\"choices\": [", "application/json"); });
    on("html", [](const auto&, auto& response) { response.set_content("<html>hello</html>", "text/html"); });
    on("error", [](const auto&, auto& response) {
      response.status = 500;
      response.set_content("out of memory", "text/plain");
    });
    on("moved", [](const auto&, auto& response) { response.set_redirect("http://example.org/"); });
    on("huge",
       [](const auto&, auto& response) { response.set_content(std::string(9u << 20, 'x'), "application/json"); });
    on("slow", [this](const auto&, auto& response) {
      for (int i = 0; i < 400 && !ending_; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
      response.set_content(reply(json::array()), "application/json");
    });
    on("trickles", [this](const auto&, auto& response) {
      response.set_chunked_content_provider("application/json", [this](std::size_t, httplib::DataSink& sink) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        sink.write(" ", 1);
        if (ending_) sink.done();
        return !ending_;
      });
    });
    on("closes", [](const auto&, auto& response) {
      response.set_content_provider(100'000, "application/json", [](std::size_t, std::size_t, httplib::DataSink& sink) {
        sink.write("{\"choices\"", 10);
        return false;
      });
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::jthread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ~Stub() {
    ending_ = true;
    server_.stop();
  }
  Stub(const Stub&) = delete;
  Stub& operator=(const Stub&) = delete;

  [[nodiscard]] std::string url(const std::string& way) const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/" + way;
  }
  [[nodiscard]] const std::string& request() const { return request_; }
  [[nodiscard]] const std::string& key() const { return key_; }

 private:
  void on(const std::string& way, const httplib::Server::Handler& handler) {
    server_.Post("/" + way + "/chat/completions", handler);
  }
  httplib::Server server_;
  int port_ = 0;
  std::string request_, key_;
  std::atomic<bool> ending_ = false;
  std::jthread thread_;
};

class AskReader : public testing::Test {
 protected:
  AskReader() : c(folder.make_case()) {
    write_file(folder / "talk.txt", "Tom Brook let it be known that the fee is too high for us, and left.\n");
  }
  Ran ask(const std::string& way) const {
    return run_parley(
        {"read", c, folder / "talk.txt", "--reader", stub.url(way), "--reader-model", "stub", "--reader-seconds", "1"});
  }
  bool is_added() const {
    return run_parley({"check", c}).status == 0 && std::filesystem::exists(c + "/documents/talk.txt");
  }
  Folder folder;
  std::string c;
  Stub stub;
};

TEST_F(AskReader, TakesWhatStandsInTheTextAndThrowsAwayWhatDoesNot) {
  const Ran ran = ask("good");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("1 statement; thrown away: 1 not in"));
  const std::string proposals = read_file(c + "/proposals.csv");
  EXPECT_THAT(proposals, HasSubstr("the fee is too high for us"));
  EXPECT_THAT(proposals, HasSubstr("reader stub"));
  EXPECT_THAT(proposals, HasSubstr("p-talk-r1"));
  EXPECT_THAT(proposals, Not(HasSubstr("moon")));
  EXPECT_THAT(stub.request(), HasSubstr("Tom Brook let it be known"));
  EXPECT_THAT(stub.key(), IsEmpty());
}

TEST_F(AskReader, SendsTheKeyOfTheEnvironment) {
  run_shell("PARLEY_READER_KEY=secret \"$PARLEY\" read '" + c + "' '" + (folder / "talk.txt") + "' --reader '" +
            stub.url("good") + "'");
  EXPECT_EQ(stub.key(), "Bearer secret");
}

TEST_F(AskReader, SaysWhatIsWrongWithAReplyAndAddsTheDocumentAllTheSame) {
  const std::pair<const char*, const char*> ways[] = {{"wrong", "not JSON"},
                                                      {"html", "not JSON"},
                                                      {"error", "status 500: out of memory"},
                                                      {"moved", "status 302"},
                                                      {"huge", "longer than 4194304 bytes"},
                                                      {"slow", "within 1 seconds"},
                                                      {"trickles", "within 1 seconds"},
                                                      {"closes", "cut short"},
                                                      {"nothing-here", "status 404"}};
  for (const auto& [way, why] : ways) {
    std::filesystem::remove_all(c);
    folder.make_case();
    const Ran ran = ask(way);
    EXPECT_EQ(ran.status, 1) << way;
    EXPECT_THAT(ran.err, HasSubstr(why)) << way;
    EXPECT_TRUE(is_added()) << way;
  }
}

TEST_F(AskReader, SaysWhereNobodyListens) {
  const Ran ran = run_parley({"read", c, folder / "talk.txt", "--reader", "http://127.0.0.1:1"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, HasSubstr("there is no connection"));
  EXPECT_TRUE(is_added());
}

TEST_F(AskReader, AnAddressThatIsNoneIsWrongUsage) {
  for (const char* url : {"localhost:8080", "ftp://x/", "http://", "http://a b/", "https://u:p@h/", "http://h/?q"}) {
    const Ran ran = run_parley({"read", c, folder / "talk.txt", "--reader", url});
    EXPECT_EQ(ran.status, 2) << url;
    EXPECT_THAT(ran.err, HasSubstr("expected an address like")) << url;
  }
}

TEST_F(AskReader, CtrlCEndsAWaitAtOnce) {
  const Ran ran = run_parley({"read", c, folder / "talk.txt", "--reader", stub.url("slow"), "--reader-seconds", "100"},
                             {.stdout_to = {}, .interrupt_after = 1000});
  EXPECT_EQ(ran.status, 130);
  EXPECT_THAT(ran.err, HasSubstr("0 of 1 documents were read"));
}

}  // namespace
}  // namespace parley
