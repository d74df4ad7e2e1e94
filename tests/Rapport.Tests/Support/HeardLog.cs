using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Rapport.Tests.Support;

/// <summary>Hears what an application logs.</summary>
internal sealed class HeardLog : ILoggerProvider
{
    private readonly ConcurrentQueue<HeardLine> _lines = new();

    /// <summary>Warnings and worse.</summary>
    public IReadOnlyCollection<HeardLine> Lines => [.. _lines.Where(line => line.Level >= LogLevel.Warning)];

    /// <summary>All that an operator's log holds.</summary>
    public IReadOnlyCollection<HeardLine> Everything => _lines;

    public ILogger CreateLogger(string categoryName) => new Ear(categoryName, _lines);

    public void Dispose()
    {
        // Heard lines are read after the application has ended.
    }

    private sealed class Ear(string category, ConcurrentQueue<HeardLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue(new HeardLine(logLevel, category, formatter(state, exception), exception));
        }
    }
}

/// <summary>One line of a log.</summary>
internal sealed record HeardLine(LogLevel Level, string Category, string Text, Exception? Failure);
