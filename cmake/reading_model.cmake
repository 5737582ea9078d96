# The model that reading comes with, as an object file in the library. `parley train` makes it from GUM; see docs/reading.md.
set(reading_model ${CMAKE_SOURCE_DIR}/src/evidence/reading.model)
file(CONFIGURE OUTPUT reading_model.S @ONLY CONTENT [[
    .section .rodata
    .global parley_reading_model_begin
    .global parley_reading_model_end
parley_reading_model_begin:
    .incbin "@reading_model@"
parley_reading_model_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]])
set_source_files_properties(${CMAKE_BINARY_DIR}/reading_model.S PROPERTIES OBJECT_DEPENDS ${reading_model})
target_sources(parley PRIVATE ${CMAKE_BINARY_DIR}/reading_model.S)
