# The page in the library: ui/dist/index.html, or where it was not built a short page that says so, as an object file.
# The choice is made at each build, so that building ui/ later needs no new configuration.
enable_language(ASM)
set(page ${CMAKE_BINARY_DIR}/page/index.html)
add_custom_command(
  OUTPUT ${page}.checked
  BYPRODUCTS ${page}
  COMMAND ${CMAKE_COMMAND} -DBUILT=${CMAKE_SOURCE_DIR}/ui/dist/index.html -DELSE=${CMAKE_SOURCE_DIR}/cmake/page_not_built.html
          -DTO=${page} -P ${CMAKE_SOURCE_DIR}/cmake/choose_page.cmake
  COMMENT "Choosing the page" VERBATIM)
set_source_files_properties(${page}.checked PROPERTIES SYMBOLIC TRUE)
add_custom_target(parley_page DEPENDS ${page}.checked)

file(CONFIGURE OUTPUT page/page.S @ONLY CONTENT [[
    .section .rodata
    .global parley_page_begin
    .global parley_page_end
parley_page_begin:
    .incbin "@page@"
parley_page_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]])
set_source_files_properties(${CMAKE_BINARY_DIR}/page/page.S PROPERTIES OBJECT_DEPENDS ${page})
target_sources(parley PRIVATE ${CMAKE_BINARY_DIR}/page/page.S)
add_dependencies(parley parley_page)
