namespace Rapport.Core.Statistics.Mixed;

/// <summary>A formula that cannot be read; the message shows it with a caret under the place.</summary>
public sealed class FormulaException : Exception
{
    /// <summary>Says what is wrong where.</summary>
    /// <param name="formula">The formula as it was typed.</param>
    /// <param name="position">Where, in characters from 0; at most the length of the formula.</param>
    /// <param name="problem">What is wrong there, a whole sentence.</param>
    public FormulaException(string formula, int position, string problem)
        : base($"{problem}\n  {OneLine(formula)}\n  {new string(' ', position)}^")
    {
        Position = position;
    }

    /// <summary>Where in the formula, in characters from 0.</summary>
    public int Position { get; }

    private static string OneLine(string formula) => formula.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
}
