#include "settle/messages.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace parley {

namespace {

constexpr double none = -std::numeric_limits<double>::infinity();

}  // namespace

Messages::Messages(const Gains& gains) : gains_(gains), by_block_(gains.blocks.size()), sums_(gains.blocks.size()) {
  for (std::size_t b = 0; b < gains.blocks.size(); ++b) {
    const Gains::Block& block = gains.blocks[b];
    for (std::size_t i = 0; i < block.classes.size(); ++i) {
      Link link{b, i, static_cast<std::size_t>(block.scope[i]), size_, 0};
      link.classes = static_cast<std::size_t>(*std::max_element(block.classes[i].begin(), block.classes[i].end())) + 1;
      size_ += link.classes;
      links_.push_back(link);
    }
  }
  std::stable_sort(links_.begin(), links_.end(), [](const Link& a, const Link& b) { return a.variable < b.variable; });
  for (std::size_t l = 0; l < links_.size(); ++l) {
    by_block_[links_[l].block].push_back(l);
    by_block_[links_[l].variable].push_back(l);
  }
}

void Messages::exchange(std::span<const double> multipliers, double blur, std::vector<double>& at,
                        std::vector<std::vector<Part>>& blocks) {
  const std::size_t n = gains_.parties;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const std::vector<Wide>& units = gains_.blocks[b].units;
    sums_[b].clear();
    for (const Part& part : blocks[b]) {
      double sum = 0;
      for (std::size_t k = 0; k < n; ++k)
        sum += multipliers[k] * static_cast<double>(units[static_cast<std::size_t>(part.cell) * n + k]);
      sums_[b].push_back(sum);
    }
  }
  for (const Link& link : links_) move(link, blur, at, blocks);
}

void Messages::move(const Link& link, double blur, std::vector<double>& at, std::vector<std::vector<Part>>& blocks) {
  const std::size_t sides[2] = {link.block, link.variable};
  const auto class_at = [&](int side, int cell) {
    return side == 1 ? class_of(link, cell)
                     : static_cast<std::size_t>(
                           gains_.blocks[link.block].choices[static_cast<std::size_t>(cell)][link.place]);
  };
  if (blocks[link.variable].size() < 2) return;  // nothing to agree on
  for (int side = 0; side < 2; ++side) {
    const std::vector<Part>& parts = blocks[sides[side]];
    const std::vector<double>& sums = sums_[sides[side]];
    most_[side].assign(link.classes, none);
    blurred_[side].assign(link.classes, 0);
    for (std::size_t p = 0; p < parts.size(); ++p) {
      double& most = most_[side][class_at(side, parts[p].cell)];
      most = std::max(most, sums[p] + parts[p].offset);
    }
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const std::size_t c = class_at(side, parts[p].cell);
      if (const double x = (sums[p] + parts[p].offset - most_[side][c]) / blur; x > -40)
        blurred_[side][c] += std::exp(x);
    }
  }
  moved_.assign(link.classes, 0);
  for (std::size_t c = 0; c < link.classes; ++c) {
    if (most_[0][c] == none || most_[1][c] == none) continue;
    moved_[c] = (most_[0][c] - most_[1][c] + blur * std::log(blurred_[0][c] / blurred_[1][c])) / 2;
    at[link.first + c] += moved_[c];
  }
  for (Part& part : blocks[link.block]) part.offset -= moved_[class_at(0, part.cell)];
  for (Part& part : blocks[link.variable]) part.offset += moved_[class_at(1, part.cell)];
}

std::vector<std::vector<int>> alike_options(const Gains& gains, const Messages& messages,
                                            const std::vector<std::vector<Part>>& blocks, int variable) {
  std::map<std::vector<Wide>, std::vector<int>> groups;
  const std::size_t n = gains.parties;
  const auto& own = blocks[static_cast<std::size_t>(variable)];
  // What each class of a link still offers: the other choices of its open cells, and their units.
  std::vector<std::vector<std::vector<Wide>>> offers;
  std::vector<const Messages::Link*> links;
  for (const Messages::Link& link : messages.links()) {
    if (link.variable != static_cast<std::size_t>(variable)) continue;
    links.push_back(&link);
    const Gains::Block& block = gains.blocks[link.block];
    auto& of_class = offers.emplace_back(link.classes);
    for (const Part& part : blocks[link.block]) {
      const auto& choices = block.choices[static_cast<std::size_t>(part.cell)];
      auto& offer = of_class[static_cast<std::size_t>(choices[link.place])];
      for (std::size_t i = 0; i < choices.size(); ++i)
        if (i != link.place) offer.push_back(choices[i]);
      for (std::size_t k = 0; k < n; ++k) offer.push_back(block.units[static_cast<std::size_t>(part.cell) * n + k]);
    }
  }
  const bool ruled = !gains.rules_of[static_cast<std::size_t>(variable)].empty();
  for (const Part& part : own) {
    std::vector<Wide> seen;
    if (ruled) seen.push_back(part.cell);
    const Gains::Block& block = gains.blocks[static_cast<std::size_t>(variable)];
    for (std::size_t k = 0; k < n; ++k) seen.push_back(block.units[static_cast<std::size_t>(part.cell) * n + k]);
    for (std::size_t l = 0; l < links.size(); ++l) {
      const auto& offer = offers[l][messages.class_of(*links[l], part.cell)];
      seen.push_back(static_cast<Wide>(offer.size()));
      seen.insert(seen.end(), offer.begin(), offer.end());
    }
    groups[seen].push_back(part.cell);
  }
  const std::vector<int>& ranks = gains.option_ranks[static_cast<std::size_t>(variable)];
  std::vector<std::vector<int>> result;
  for (auto& [seen, options] : groups) {
    std::sort(options.begin(), options.end(),
              [&](int a, int b) { return ranks[static_cast<std::size_t>(a)] < ranks[static_cast<std::size_t>(b)]; });
    result.push_back(std::move(options));
  }
  return result;
}

}  // namespace parley
