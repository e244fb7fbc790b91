using System.Diagnostics;

namespace Broadsheet.Cli.Tests;

/// <summary>The real program in a process of its own.</summary>
internal static class BroadsheetProcess
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "broadsheet.dll");

    /// <summary>Runs it to its end.</summary>
    public static Task<Outcome> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs it to its end, with variables in its environment.</summary>
    public static async Task<Outcome> RunAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        using var process = Start(arguments, environment: environment);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it to its end, with something on its standard input.</summary>
    public static async Task<Outcome> TypedAsync(string input, params string[] arguments)
    {
        using var process = Start(arguments, takesInput: true);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it to its end, which must be a good one.</summary>
    public static async Task<Outcome> DoneAsync(params string[] arguments)
    {
        var outcome = await RunAsync(arguments);
        Assert.True(outcome.ExitCode == 0, $"exit code {outcome.ExitCode}: {outcome.Errors}{outcome.Output}");
        return outcome;
    }

    /// <summary>Runs it to its end and watches the most memory it ever held, in bytes.</summary>
    public static async Task<(Outcome Outcome, long Peak)> RunMeasuredAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var ended = process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var peak = 0L;
        // The system keeps the peak itself but forgets it with the process, so the last look before the end counts.
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, PeakOf(process));
            await Task.WhenAny(ended, Task.Delay(20, TestContext.Current.CancellationToken));
        }
        await ended;
        return (new Outcome(process.ExitCode, await output, await errors), peak);
    }

    /// <summary>Runs it and kills it (SIGKILL) after a time, unless it is done before: then how it ended, otherwise null.</summary>
    public static async Task<Outcome?> KillAsync(TimeSpan after, params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await Task.WhenAny(process.WaitForExitAsync(TestContext.Current.CancellationToken), Task.Delay(after, TestContext.Current.CancellationToken));
        if (process.HasExited)
            return new Outcome(process.ExitCode, await output, await errors);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return null;
    }

    /// <summary>Starts a server on a port that is free; done when it says where it is.</summary>
    public static Task<Process> ServeAsync(params string[] arguments) => ServeAsync([], arguments);

    /// <summary>Starts a server with variables in its environment; done when it says where it is.</summary>
    public static async Task<Process> ServeAsync((string Name, string Value)[] environment, params string[] arguments) => (await ServeAtAsync(environment, arguments)).Process;

    /// <summary>Starts a server, and says where it is.</summary>
    public static async Task<(Process Process, Uri Address)> ServeAtAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        var process = Start(["serve", .. arguments, "--port", "0"], environment: environment);
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.True(line?.StartsWith("Open http", StringComparison.Ordinal) == true, line + await (line is null ? process.StandardError.ReadToEndAsync() : Task.FromResult("")));
        return (process, new Uri(line!.Split(' ')[1]));
    }

    /// <summary>Runs it and kills it (SIGKILL) at a moment. False when it ended before.</summary>
    public static async Task<bool> KillWhenAsync(Task moment, params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await Task.WhenAny(process.WaitForExitAsync(TestContext.Current.CancellationToken), moment);
        if (process.HasExited)
            return false;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(output, errors);
        return true;
    }

    private static long PeakOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It ended between the look and the question.
            return 0;
        }
    }

    private static Process Start(string[] arguments, bool takesInput = false, (string Name, string Value)[]? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardInput = takesInput, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>What a run printed and how it ended.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Errors);
}
