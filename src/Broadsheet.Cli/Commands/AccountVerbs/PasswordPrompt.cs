using System.CommandLine;

namespace Broadsheet.Cli.Commands.AccountVerbs;

/// <summary>Takes a password from the terminal, unseen, or from standard input. Never from the command line: every user of the machine can read that.</summary>
internal static class PasswordPrompt
{
    /// <summary>The password; null, with the reason printed, when the two entries differ.</summary>
    public static string? Ask(InvocationConfiguration streams)
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? "";
        var first = ReadUnseen(streams, "Password: ");
        if (ReadUnseen(streams, "The same again: ") == first)
            return first;
        streams.Error.WriteLine("The two are not the same. Nothing was changed.");
        return null;
    }

    private static string ReadUnseen(InvocationConfiguration streams, string prompt)
    {
        streams.Error.Write(prompt);
        var password = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace && password.Length > 0)
                password.Length--;
            else if (!char.IsControl(key.KeyChar))
                password.Append(key.KeyChar);
        }

        streams.Error.WriteLine();
        return password.ToString();
    }
}
