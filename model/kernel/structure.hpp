// SPDX-License-Identifier: Apache-2.0
// The compiled, flat form of a model's blocks: what the kernel and the assembly walk over.
#pragma once

#include <limits>
#include <vector>
#include <yuqian/model/kernel/tag.hpp>
#include <yuqian/model/maths/at.hpp>

namespace yuqian::model {

/// A coefficient after compilation: a constant, or a slot whose value a parameter or an expression
/// sets.
struct Ref {
  double constant = 0;
  int slot = -1;
  double value(const std::vector<double>& slots) const {
    return slot < 0 ? constant : slots[at(slot)];
  }
  /// Zero now and for every parameter value: such terms leave no entry in the Jacobian's pattern.
  bool always(double v) const { return slot < 0 && constant == v; }
};

struct Tax {
  int leaf = -1;
  int consumer = -1;  ///< unknown (income) of the agent that receives it
  Ref rate;           ///< ad valorem; of the price before tax
};

/// One netput at the end of a nest.
struct Leaf {
  int price = -1;       ///< unknown (price) of the commodity
  int nest = -1;        ///< the nest it hangs in
  double quantity = 0;  ///< reference quantity, effective units
  double reference_price =
      1;                    ///< user price (taxes and augmentation included) at the reference point
  double share = 0;         ///< value share within its nest
  Ref augmentation{1, -1};  ///< physical units per effective unit: an iceberg factor where > 1
  Ref preference{1,
                 -1};  ///< relative shift of the CES share; unit cost at reference prices unchanged
  Ref subsistence{0, -1};  ///< committed quantity (LES), effective units; demand blocks only
  int tax_begin = 0, tax_end = 0;
};

struct NestData {
  int parent = -1;                   ///< -1: root of its tree
  Ref elasticity;                    ///< sigma >= 0 of an input nest, eta >= 0 of an output nest
  double value = 0;                  ///< reference value of everything below
  double share = 0;                  ///< value share within the parent
  Ref preference{1, -1};             ///< relative shift of that share, as of a leaf
  int leaf_begin = 0, leaf_end = 0;  ///< leaves that hang directly in it
  bool shifted = false;              ///< some child has a preference that may move
  int home = -1;  ///< where its leaves meet those of other nests: itself, or the parent of a branch
  int term_begin = 0, term_end = 0;  ///< of all leaves at home here
};

/// Leaves of a tree with one price and one home: together they are one row and one column of the
/// slopes (eq. 6). A branch is a nest in fixed proportions with leaves only, as a good and the
/// transport on its way; its leaves count as its parent's, where the transport bought by many
/// branches is one term, and only the few pairs within the branch differ.
struct Term {
  int price = -1;  ///< unknown
};

struct TreeData {
  int nest_begin = 0, nest_end = 0;  ///< parents before children
  int leaf_begin = 0, leaf_end = 0;
  int term_begin = 0, term_end = 0;
  int sign = -1;  ///< -1 use, +1 supply: sign of the netputs; the kernel's elasticity is -sign *
                  ///< elasticity
  int block = -1;
  bool in_family = false;  ///< its slopes are summed by a Family
};

/// Trees of several blocks that meet in mostly the same markets, as the sourcing of one good by
/// every region does. Their slopes between those markets are summed as one product of dense
/// matrices.
struct Family {
  struct Member {
    int tree = -1;
    std::vector<int> slot;  ///< of each of its terms, in `prices`
  };
  std::vector<int> prices;  ///< unknowns
  std::vector<Member> members;
  std::vector<char> meet;  ///< slot x slot: some member has a slope there
  int homes = 0;           ///< of all members
};

enum class BlockKind { production, demand };

struct BlockData {
  BlockKind kind = BlockKind::production;
  int level = -1;                    ///< unknown: activity level, or the consumer's income
  int inputs = -1;                   ///< tree of uses (of spending, for a demand block)
  int outputs = -1;                  ///< tree of supplies; -1 for a demand block
  int leaf_begin = 0, leaf_end = 0;  ///< leaves of both trees
  int tax_begin = 0, tax_end = 0;    ///< taxes on them
  std::vector<int> tax_agents;       ///< distinct incomes that a tax in this block feeds
};

struct EndowmentData {
  int consumer = -1, price = -1;
  Ref quantity;
  Tag tag = {};
};
struct TransferData {
  int from = -1, to = -1;  ///< incomes
  Ref rate;                ///< share of the giver's income
  Tag tag = {};
};

}  // namespace yuqian::model
