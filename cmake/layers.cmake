# The folders of src/ in the order of the way through the code: a folder may include only what stands left of it
# (tests/house/layers.sh).
set(PARLEY_LAYERS core text casebook evidence model settle robust report exchange serve cli)
set(PARLEY_UP_TO "" CACHE STRING "The last folder of src/ to build; all where it is empty")
if(PARLEY_UP_TO)
  list(FIND PARLEY_LAYERS "${PARLEY_UP_TO}" last)
  math(EXPR count "${last} + 1")
  list(SUBLIST PARLEY_LAYERS 0 ${count} PARLEY_LAYERS)
endif()

# What the public headers use, and what only the sources do.
set(PARLEY_PUBLIC_DEPENDENCIES Boost::headers)
set(PARLEY_DEPENDENCIES ${PARLEY_PUBLIC_DEPENDENCIES} PkgConfig::HTTPLIB fmt::fmt yaml-cpp ICU::uc ICU::i18n PkgConfig::GUMBO pugixml::pugixml SQLite::SQLite3 cadical Threads::Threads)

add_library(parley STATIC)
add_library(Parley::parley ALIAS parley)
file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*/*.h)
# A source begins with its own header, and the thread sanitizer's build compiles each source up to robust by itself: what
# such a header lacks is seen there.
set(alone ${headers})
foreach(header IN LISTS headers)
  string(REGEX REPLACE "h$" "cc" source ${header})
  if(EXISTS ${source} AND NOT source MATCHES "/(report|exchange|serve|cli)/[^/]*$")
    list(REMOVE_ITEM alone ${header})
  endif()
endforeach()
list(REMOVE_ITEM headers ${alone})
target_sources(parley PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR}/src FILES ${headers}
                             FILE_SET alone TYPE HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR}/src FILES ${alone})
target_link_libraries(parley PUBLIC ${PARLEY_PUBLIC_DEPENDENCIES} PRIVATE ${PARLEY_DEPENDENCIES})
target_compile_features(parley PUBLIC cxx_std_20)
# The target parley_verify_interface_header_sets compiles each of the others alone.
set_target_properties(parley PROPERTIES LINKER_LANGUAGE CXX VERIFY_INTERFACE_HEADER_SETS ON
                                        INTERFACE_HEADER_SETS_TO_VERIFY alone)

foreach(layer IN LISTS PARLEY_LAYERS)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${layer}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/(main|ranks_[a-z]+)\\.cc$")
  if(sources)
    add_library(parley_${layer} OBJECT ${sources})
    target_include_directories(parley_${layer} PRIVATE ${CMAKE_SOURCE_DIR}/src)
    target_include_directories(parley_${layer} SYSTEM PRIVATE ${RANDOM123_INCLUDE})
    target_link_libraries(parley_${layer} PRIVATE parley_flags ${PARLEY_DEPENDENCIES} nlohmann_json::nlohmann_json CLI11::CLI11)
    target_sources(parley PRIVATE $<TARGET_OBJECTS:parley_${layer}>)
    set(kind inner)
    set(heavy "")
    if(layer MATCHES "^(report|exchange|serve|cli)$")
      set(kind outer)
      set(heavy <nlohmann/json.hpp>)
    endif()
    if(layer STREQUAL "cli")
      set(kind cli)
      list(APPEND heavy <CLI/CLI.hpp>)
    endif()
    if(NOT kind STREQUAL "inner")  # they read commands and write answers: to optimise them takes longer than they ever do
      target_compile_options(parley_${layer} PRIVATE $<$<CONFIG:Release>:-O1>)
    endif()
    parley_quick(parley_${layer} ${kind} <algorithm> <array> <filesystem> <functional> <map> <memory> <optional> <span>
                 <string> <string_view> <variant> <vector> <boost/multiprecision/cpp_int.hpp> <fmt/format.h> ${heavy})
  endif()
endforeach()
if(TARGET parley_cli)
  target_link_libraries(parley_cli PRIVATE PkgConfig::HTTPLIB)
endif()
set_source_files_properties(${CMAKE_SOURCE_DIR}/src/report/version.cc PROPERTIES
                            COMPILE_DEFINITIONS "PARLEY_VERSION=\"${PROJECT_VERSION}\"")
