namespace Rapport.Core.Statistics.Mixed;

/// <summary>One random part with its data: which group each row is in, and what varies there.</summary>
/// <param name="Group">The name of the grouping factor.</param>
/// <param name="Levels">The names of the groups.</param>
/// <param name="Codes">The group of each row.</param>
/// <param name="Effects">What varies, made orthogonal over the rows.</param>
internal sealed record RandomTerm(string Group, string[] Levels, int[] Codes, OrthogonalColumns Effects)
{
    /// <summary>How many random effects each group has, from 1.</summary>
    public int Width => Effects.Columns.Length;
}
