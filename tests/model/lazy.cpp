// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/solution/lazy.hpp>
#include "tests/catch.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using yuqian::model::Lazy;

TEST_CASE("what is made when first asked for is made once, whichever thread asks") {
  const Lazy<int> lazy;
  std::atomic<int> made = 0;
  std::vector<std::shared_ptr<const int>> seen(8);
  std::vector<std::thread> threads;
  for (auto& place : seen) threads.emplace_back([&] { place = lazy.get([&] { return ++made; }); });
  for (std::thread& t : threads) t.join();
  CHECK(made == 1);
  for (const auto& value : seen) CHECK(value == seen.front());
}

TEST_CASE("a copy makes its own, a move takes what was made, and a failure is tried again") {
  Lazy<int> one;
  CHECK_THROWS_AS(one.get([]() -> int { throw std::runtime_error("not yet"); }),
                  std::runtime_error);
  CHECK(*one.get([] { return 1; }) == 1);
  Lazy<int> other = one;
  CHECK(*other.get([] { return 2; }) == 2);
  other = one;
  CHECK(*other.get([] { return 3; }) == 3);
  const Lazy<int> taken = std::move(one);
  CHECK(*taken.get([] { return 4; }) == 1);
}
