# cmake --install: the library with its headers and package (find_package(Parley) gives Parley::parley), the program,
# the manual and its schemas.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Parley)

install(TARGETS parley EXPORT ParleyTargets FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/parley
        FILE_SET alone DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/parley)
install(TARGETS parley_program)
install(EXPORT ParleyTargets NAMESPACE Parley:: DESTINATION ${package_dir})

configure_package_config_file(cmake/ParleyConfig.cmake.in ParleyConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(ParleyConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ParleyConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/ParleyConfigVersion.cmake
        DESTINATION ${package_dir})

install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} PATTERN schema EXCLUDE)
install(DIRECTORY docs/schema/ DESTINATION ${CMAKE_INSTALL_DATADIR}/parley/schema)
