// Articles a minute: reading the text, finding sentences, tagging, attributions and dates, one processor's time.
#include <ctime>

#include "evidence/attribution_reader.h"
#include "evidence/timex.h"
#include "read.h"
#include "text/files.h"
#include "text/read.h"

namespace parley::bench {

Json score_speed(const std::filesystem::path& folder, const ReadingModel& model) {
  std::vector<std::string> articles;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".txt") articles.push_back(read_file(entry.path()));
  std::size_t read = 0, words = 0, found = 0;
  const std::clock_t begin = std::clock();
  const auto seconds = [&] { return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC; };
  while (!articles.empty() && seconds() < 2)
    for (const auto& article : articles) {
      if (article.empty()) continue;
      const auto document = parse_document(article, "plain", "article.txt");
      const auto text = tokenize(document);
      words += text.tokens.size();
      found += merged_attributions(document, model).size() + find_timexes(text, "2016-09-01").size();
      ++read;
    }
  const double minutes = seconds() / 60;
  return {{"articles_a_minute_of_one_processor", minutes > 0 ? static_cast<double>(read) / minutes : 0},
          {"words_an_article", read > 0 ? words / read : 0},
          {"found_an_article", read > 0 ? found / read : 0}};
}

}  // namespace parley::bench
