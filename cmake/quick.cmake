# PARLEY_QUICK makes a whole build shorter: what most sources include is compiled once, several sources are
# compiled as one, and the tests' own code is not optimised. The presets release and asan have it; tsan does not, so that
# a file that forgets an include is found.
option(PARLEY_QUICK "Build in less time, with precompiled headers and sources joined" OFF)

# Targets of one kind have the same flags, so that the first one's headers serve all.
function(parley_quick target kind)
  if(NOT PARLEY_QUICK)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  get_property(first GLOBAL PROPERTY parley_quick_${kind})
  if(first)
    target_precompile_headers(${target} REUSE_FROM ${first})
  else()
    set_property(GLOBAL PROPERTY parley_quick_${kind} ${target})
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()
