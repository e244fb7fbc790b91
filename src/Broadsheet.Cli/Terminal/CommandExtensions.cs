using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Broadsheet.Cli.Terminal;

/// <summary>Teaching by example: every verb's <c>--help</c> ends with some.</summary>
internal static class CommandExtensions
{
    private static readonly Dictionary<Command, (string Line, string Meaning)[]> Examples = [];

    /// <summary>Adds examples to a command's help.</summary>
    public static T WithExamples<T>(this T command, params (string Line, string Meaning)[] examples)
        where T : Command
    {
        Examples[command] = examples;
        return command;
    }

    /// <summary>Makes the help of a command and all below it end with their examples.</summary>
    public static RootCommand ShowExamplesInHelp(this RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        return root;
    }

    private sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var result = inner.Invoke(parseResult);
            if (!Examples.TryGetValue(parseResult.CommandResult.Command, out var examples))
                return result;
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            var width = examples.Max(example => example.Line.Length);
            foreach (var (line, meaning) in examples)
                output.WriteLine($"  {line.PadRight(width)}  {meaning}");
            output.WriteLine();
            return result;
        }
    }
}
