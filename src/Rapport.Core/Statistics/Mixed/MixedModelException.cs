namespace Rapport.Core.Statistics.Mixed;

/// <summary>The data and the formula allow no estimate at all; the message says why and what to do.</summary>
public sealed class MixedModelException : Exception
{
    /// <summary>Says why there is no estimate.</summary>
    /// <param name="message">For the person who asked: what is wrong and how to mend it.</param>
    public MixedModelException(string message)
        : base(message)
    {
    }
}
