#include "serve/guard.h"

#include <gtest/gtest.h>

#include "serve/rate.h"

namespace parley {
namespace {

const Gate local{"127.0.0.1", 4000, ""};

RequestHead get(const std::string& host) {
  RequestHead head;
  head.method = "GET";
  head.path = "/api/state";
  head.host = host;
  return head;
}

RequestHead post() {
  RequestHead head = get("127.0.0.1:4000");
  head.method = "POST";
  head.path = "/api/judge";
  head.marked = true;
  head.content_type = "application/json";
  head.content_length = "10";
  return head;
}

int status(const Gate& gate, const RequestHead& head) {
  const auto refusal = refuse(gate, head);
  return refusal ? refusal->status : 200;
}

TEST(Guard, ALoopbackServerAnswersToNamesOfThisMachineAtItsPortAlone) {
  for (const char* host : {"127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000", "127.9.9.9:4000"})
    EXPECT_EQ(status(local, get(host)), 200) << host;
  for (const char* host :
       {"evil.example:4000", "localhost.evil.example:4000", "127.0.0.1.evil.example:4000", "localhost",
        "localhost:4001", "10.0.0.1:4000", "", "localhost:4000x", "[::1", "user@localhost:4000"})
    EXPECT_EQ(status(local, get(host)), 403) << host;
}

TEST(Guard, ARequestWithTwoHostsIsRefused) {
  RequestHead head = get("localhost:4000");
  head.hosts = 2;
  EXPECT_EQ(status(local, head), 403);
}

TEST(Guard, AServerForOthersAnswersToAddressesAndItsOwnNameButToNoOtherName) {
  const Gate wide{"0.0.0.0", 4000, "secret"};
  RequestHead head = get("192.168.1.20:4000");
  head.authorization = "Bearer secret";
  EXPECT_EQ(status(wide, head), 200);
  head.host = "evil.example:4000";
  EXPECT_EQ(status(wide, head), 403);
}

TEST(Guard, AnOriginMustBeTheHostThatIsAsked) {
  RequestHead head = post();
  head.origin = "http://127.0.0.1:4000";
  EXPECT_EQ(status(local, head), 200);
  for (const char* origin : {"http://evil.example", "https://127.0.0.1:4000", "null", "http://localhost:4000",
                             "http://127.0.0.1:4000.evil.example", "http://127.0.0.1:4001"}) {
    head.origin = origin;
    EXPECT_EQ(status(local, head), 403) << origin;
  }
}

TEST(Guard, WhatAPageOfAnotherSiteFetchesIsRefusedEvenWhereItReads) {
  RequestHead head = get("127.0.0.1:4000");
  for (const char* site : {"cross-site", "same-site"}) {
    head.fetch_site = site;
    EXPECT_EQ(status(local, head), 403) << site;
  }
  head.path = "/";  // a link to the page from elsewhere is no attack
  EXPECT_EQ(status(local, head), 200);
}

TEST(Guard, WhatWritesCarriesAHeaderThatAFormCannotSend) {
  RequestHead head = post();
  EXPECT_EQ(status(local, head), 200);
  head.marked = false;
  EXPECT_EQ(status(local, head), 403);
}

TEST(Guard, ATokenIsAskedForOnDataAndNotOnThePage) {
  const Gate gate{"127.0.0.1", 4000, "secret"};
  RequestHead head = get("127.0.0.1:4000");
  EXPECT_EQ(status(gate, head), 401);
  for (const char* wrong : {"Bearer", "Bearer ", "Bearer secre", "Bearer secrets", "Basic secret", "secret"}) {
    head.authorization = wrong;
    EXPECT_EQ(status(gate, head), 401) << wrong;
  }
  head.authorization = "Bearer secret";
  EXPECT_EQ(status(gate, head), 200);
  head.authorization.clear();
  head.path = "/";
  EXPECT_EQ(status(gate, head), 200);
}

TEST(Guard, ABodyComesWholeUncompressedAndWithinItsLimit) {
  RequestHead head = post();
  head.transfer_encoding = "chunked";
  EXPECT_EQ(status(local, head), 411);
  head = post();
  head.content_encoding = "gzip";
  EXPECT_EQ(status(local, head), 415);
  head = post();
  head.content_type = "multipart/form-data; boundary=x";
  EXPECT_EQ(status(local, head), 415);
  head = post();
  head.content_length = std::to_string(largest_body("/api/judge") + 1);
  EXPECT_EQ(status(local, head), 413);
  head.content_length = "twice";
  EXPECT_EQ(status(local, head), 400);
  head = get("127.0.0.1:4000");
  head.content_length = "5";
  EXPECT_EQ(status(local, head), 400);
}

TEST(Rate, TurnsRunOutAndComeBack) {
  Rate rate(3, 2);
  const auto at = [](double seconds) {
    return Rate::Time(std::chrono::duration_cast<Rate::Time::duration>(std::chrono::duration<double>(seconds)));
  };
  for (int k = 0; k < 3; ++k) EXPECT_TRUE(rate.take("a", at(1)));
  EXPECT_FALSE(rate.take("a", at(1.1)));
  EXPECT_TRUE(rate.take("b", at(1.1))) << "another address has its own";
  EXPECT_TRUE(rate.take("a", at(1.7)));
  EXPECT_FALSE(rate.take("a", at(1.7)));
  for (int k = 0; k < 3; ++k) EXPECT_TRUE(rate.take("a", at(100)));
  EXPECT_FALSE(rate.take("a", at(100)));
}

TEST(Guard, SecretsAreEqualOnlyWhenTheyAre) {
  EXPECT_TRUE(equal_secrets("abc", "abc"));
  EXPECT_FALSE(equal_secrets("abc", "abd"));
  EXPECT_FALSE(equal_secrets("abc", ""));
  EXPECT_FALSE(equal_secrets("aa", "aaaa"));
}

}  // namespace
}  // namespace parley
