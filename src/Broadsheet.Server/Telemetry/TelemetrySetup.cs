using System.Net;
using System.Reflection;
using Broadsheet.Server.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Broadsheet.Server.Telemetry;

/// <summary>Shows what is measured to whoever watches: Prometheus, which asks, and OpenTelemetry collectors, which are told.</summary>
internal static class TelemetrySetup
{
    private const string CollectorVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // What the framework measures of requests and connections, and the runtime of itself.
    private static readonly string[] Meters = [NewsMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Net.Http", "System.Runtime"];

    /// <summary>Adds the measuring, and the telling when a collector is named in the environment.</summary>
    public static void Add(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.Services.AddSingleton<NewsMeter>();
        var hasCollector = builder.Configuration[CollectorVariable] is { Length: > 0 };
        if (options.Metrics == MetricsAccess.Off && !hasCollector)
            return;
        var telemetry = builder.Services.AddOpenTelemetry()
            // The environment (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) has the last word.
            .ConfigureResource(resource => resource.Clear().AddService("broadsheet", serviceVersion: Version).AddTelemetrySdk().AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (options.Metrics != MetricsAccess.Off)
                    metrics.AddPrometheusExporter();
            });
        if (!hasCollector)
            return;
        telemetry.WithTracing(traces => traces.AddSource(NewsMeter.Name, "Microsoft.AspNetCore", "System.Net.Http")).WithLogging();
        telemetry.UseOtlpExporter();
    }

    /// <summary>Adds <c>/metrics</c>, closed to the public.</summary>
    public static void Map(WebApplication app, ServerOptions options)
    {
        // Made now, so that its figures are there before the first run ends.
        app.Services.GetRequiredService<NewsMeter>();
        if (options.Metrics == MetricsAccess.Off)
            return;
        var route = app.MapPrometheusScrapingEndpoint("/metrics");
        if (options.Metrics == MetricsAccess.Token)
            route.OnlyFor(Scopes.Read);
        else
            route.RequireAuthorization(policy => policy.RequireAssertion(IsLocal));
    }

    private static string Version => typeof(TelemetrySetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>Whether a request comes from this machine, and was neither handed on by a proxy nor sent by a page of another site that a browser here has open.</summary>
    private static bool IsLocal(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http
        && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && (http.Request.Host.Host == "localhost" || (IPAddress.TryParse(http.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)))
        && !http.Request.Headers.Keys.Any(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase) || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || name.Equals("Via", StringComparison.OrdinalIgnoreCase));
}
