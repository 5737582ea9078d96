# cmake -DBUILT=… -DELSE=… -DTO=… -P choose_page.cmake: copies BUILT, or ELSE where there is none, if TO differs.
if(EXISTS ${BUILT})
  set(from ${BUILT})
else()
  set(from ${ELSE})
endif()
cmake_path(GET TO PARENT_PATH folder)
file(MAKE_DIRECTORY ${folder})
execute_process(COMMAND ${CMAKE_COMMAND} -E copy_if_different ${from} ${TO} COMMAND_ERROR_IS_FATAL ANY)
