FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
# A layer for the downloads, which change only with pom.xml: building without sources downloads everything.
COPY pom.xml .
RUN mvn -B -Dquick -DskipTests package
COPY src/main src/main
COPY fixtures fixtures
COPY scenarios scenarios
COPY bin bin
RUN mvn -B -Dquick -DskipTests package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 998 hostdouble
# Two layers: the libraries, which rarely change, and Hostdouble itself.
COPY --from=build /src/target/lib /app/lib
COPY --from=build /src/target/hostdouble.jar /app/hostdouble.jar
COPY bin /app/bin
RUN /app/bin/archive
USER 998
# Console URLs lead to the container: a client that follows them stays offline. What a start state says comes first.
ENV HOSTDOUBLE_CONSOLE_URL=self
# The control API is open to everybody who reaches the port, until you set HOSTDOUBLE_CONTROL_TOKEN.
ENV HOSTDOUBLE_BIND=0.0.0.0 HOSTDOUBLE_PORT=8080 HOSTDOUBLE_CONTROL_OPEN=true
# As Podman does: so a server that nobody outside can reach knows to say so.
ENV container=oci
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=5s CMD ["/app/bin/hostdouble", "health"]
# A server without memory would answer no more; whoever started it can start another one.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/hostdouble.jar"]
